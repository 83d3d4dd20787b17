/* Runs src/test/nssmap/vectors through the C code: NssmapVectorsTest runs the same lines through the Java code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "map.h"
#include "tap.h"

static char *fields[8];

static void unescape(char *text)
{
    char *to = text;
    for (; *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0') {
            unsigned byte;
            text++;
            if (*text == 'x' && sscanf(text + 1, "%2x", &byte) == 1) {
                *to++ = (char)byte;
                text += 2;
            } else {
                *to++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
            }
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

static size_t unhex(const char *hex, unsigned char *bytes)
{
    size_t size = 0;
    for (unsigned byte; sscanf(hex + 2 * size, "%2x", &byte) == 1; size++)
        bytes[size] = (unsigned char)byte;
    return size;
}

/* The virtual user's line, and the options that a field has. */
static int conf_of(struct map_conf *conf, char *text, size_t size, char *options)
{
    snprintf(text, size, "virtual:*:15000:15000:v:/home/virtual:/bin/sh\n%s\n", options);
    return map_parse(conf, text, strlen(text)) == NULL;
}

static void say_conf(char *said, char *text)
{
    struct map_conf conf;
    const char *wrong = map_parse(&conf, text, strlen(text));
    int line = 1, column = 1;
    if (wrong == NULL) {
        strcpy(said, "ok");
        return;
    }
    for (const char *at = text; at < wrong; at++) {
        column = *at == '\n' ? 1 : column + 1;
        line += *at == '\n';
    }
    sprintf(said, "%d:%d", line, column);
}

static void say(char *said)
{
    struct map_conf conf;
    char text[8192];
    unsigned char key[16], bytes[256];
    strcpy(said, "a wrong line");
    if (strcmp(fields[0], "siphash") == 0) {
        unhex(fields[1], key);
        sprintf(said, "%016llx", (unsigned long long)map_siphash(key, bytes, unhex(fields[2], bytes)));
    } else if (strcmp(fields[0], "conf") == 0) {
        say_conf(said, fields[1]);
    } else if (strcmp(fields[0], "like") == 0) {
        strcpy(said, map_like(map_text_of(fields[1]), map_text_of(fields[2])) ? "yes" : "no");
    } else if (strcmp(fields[0], "group") == 0) {
        sprintf(said, "%u", map_group(map_text_of(fields[1]), map_text_of(fields[2])));
    } else if (strcmp(fields[0], "name") == 0 && conf_of(&conf, text, sizeof text, fields[1])) {
        strcpy(said, map_admits(&conf, map_text_of(fields[2])) ? "yes" : "no");
    } else if (strcmp(fields[0], "uid") == 0 && conf_of(&conf, text, sizeof text, fields[1])) {
        sprintf(said, "%u", map_uid(&conf, map_text_of(fields[2])));
    }
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    char *line = NULL;
    size_t room = 0;
    if (file == NULL)
        return 2;
    while (getline(&line, &room, file) > 0) {
        char said[64], what[9000];
        int count = 0;
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#' || *line == '\0')
            continue;
        snprintf(what, sizeof what, "%s", line);
        for (char *rest = line, *field; (field = strsep(&rest, "\t")) != NULL && count < 7;) {
            unescape(field);
            fields[count++] = field;
        }
        say(said);
        claim(count > 2 && strcmp(said, fields[count - 1]) == 0, what);
        if (count > 2 && strcmp(said, fields[count - 1]) != 0)
            printf("# said %s\n", said);
    }
    free(line);
    fclose(file);
    return tap_end();
}
