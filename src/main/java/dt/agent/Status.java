package dt.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * How the agent fares.
 *
 * @param pid its process
 * @param version version and build
 * @param age how long it has been running
 * @param underWay calls that run now, the one that asks among them
 * @param served calls that have ended
 * @param ends when it ends unless somebody calls; the past: as soon as nothing is under way
 * @param why what for
 */
public record Status(long pid, String version, Duration age, int underWay, long served, Instant ends, String why) {}
