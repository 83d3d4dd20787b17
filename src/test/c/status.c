/* The status protocol of NSS: what is said when nothing, something wrong, or nothing more can be had. */
#include <sys/resource.h>

#include "tap.h"
#include "world.h"

static const char config_path[] = WORLD "/nssmap.conf";
static struct said said;

static void says_exactly_what_is_found(void)
{
    config(LINE);
    by_name(&said, "alice");
    claim(found(&said) && strcmp(said.passwd.pw_name, "alice") == 0 && strcmp(said.passwd.pw_passwd, "*") == 0 &&
              said.passwd.pw_uid == 15000 && said.passwd.pw_gid == 15000 &&
              strcmp(said.passwd.pw_gecos, "virtual user") == 0 &&
              strcmp(said.passwd.pw_dir, WORLD "/home/alice") == 0 && strcmp(said.passwd.pw_shell, "/bin/sh") == 0,
          "a name is found with the virtual user's UID, a home of its own and a password that nothing matches");
    struct spwd spwd;
    said.status = _nss_map_getspnam_r("alice", &spwd, said.buffer, sizeof said.buffer, &said.error);
    claim(found(&said) && strcmp(spwd.sp_namp, "alice") == 0 && strcmp(spwd.sp_pwdp, "*") == 0 &&
              spwd.sp_expire == -1 && spwd.sp_max == -1,
          "shadow has the password * that never ages");
    config("test_user:x:10000:10000:Test User,,,:" WORLD "/home/:/bin/bash\n");
    claim(found(by_name(&said, "bob")) && strcmp(said.passwd.pw_dir, WORLD "/home/bob") == 0,
          "a slash at the end of the prefix, as in the original's sample, makes no second one");
}

static void says_no_config(void)
{
    unlink(config_path);
    claim(absent(by_name(&said, "alice")), "no config: nobody is found");
}

static void says_untrusted(void)
{
    config(LINE);
    chmod(config_path, 0664);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config that the group can write is unavailable");
    chmod(config_path, 0646);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config that others can write is unavailable");
    chmod(config_path, 0644);
    claim(found(by_name(&said, "alice")), "the same config is believed at once when only root can write it");
    link(config_path, WORLD "/second");
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config with two links is unavailable");
    unlink(config_path);
    symlink("second", config_path);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config that is a symbolic link is unavailable");
    unlink(config_path);
    mkfifo(config_path, 0644);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config that is a FIFO neither blocks nor counts");
    unlink(config_path);
    config(LINE);
    chown(config_path, 1, 0);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config of another owner is unavailable");
    chown(config_path, 65534, 0);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "nobody is not root where / is root's");
    unlink(config_path);
}

static void says_wrong(void)
{
    char long_config[4200];
    config(LINE "requrie = key\n");
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "an unknown option refuses the whole config");
    memset(long_config, '#', sizeof long_config);
    memcpy(long_config, LINE, strlen(LINE));
    long_config[4096] = '\0';
    config(long_config);
    claim(found(by_name(&said, "alice")), "a config of 4096 bytes is read");
    long_config[4096] = '#';
    long_config[4097] = '\0';
    config(long_config);
    claim(is(by_name(&said, "alice"), NSS_STATUS_UNAVAIL, EINVAL), "a config of 4097 bytes is unavailable");
}

static void says_try_again(void)
{
    struct rlimit before, none;
    config(LINE);
    getrlimit(RLIMIT_NOFILE, &before);
    none = before;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
    by_name(&said, "alice");
    setrlimit(RLIMIT_NOFILE, &before);
    claim(is(&said, NSS_STATUS_TRYAGAIN, EMFILE), "no descriptor left: try again with EMFILE");
}

static int every_length(const char *what, enum nss_status (*call)(char *, size_t, int *))
{
    size_t size = 0;
    int error, ranges = 0;
    for (enum nss_status status = NSS_STATUS_TRYAGAIN; status != NSS_STATUS_SUCCESS && size < 512; size++) {
        char *exact = malloc(size);
        status = call(exact, size, &error);
        ranges += status == NSS_STATUS_TRYAGAIN && error == ERANGE;
        free(exact);
    }
    claim(size < 512 && ranges == (int)size - 1, what);
    return 0;
}

static enum nss_status passwd_by_name(char *buffer, size_t size, int *error)
{
    struct passwd passwd;
    return _nss_map_getpwnam_r("alice", &passwd, buffer, size, error);
}

static enum nss_status shadow_by_name(char *buffer, size_t size, int *error)
{
    struct spwd spwd;
    return _nss_map_getspnam_r("alice", &spwd, buffer, size, error);
}

static enum nss_status group_by_gid(char *buffer, size_t size, int *error)
{
    struct group group;
    return _nss_map_getgrgid_r(15000, &group, buffer, size, error);
}

static void asks_for_a_bigger_buffer(void)
{
    every_length("passwd: each length below what is needed says ERANGE", passwd_by_name);
    every_length("shadow: each length below what is needed says ERANGE", shadow_by_name);
    every_length("group: each length below what is needed says ERANGE", group_by_gid);
}

int main(void)
{
    fresh_world();
    says_exactly_what_is_found();
    says_no_config();
    says_untrusted();
    says_wrong();
    says_try_again();
    asks_for_a_bigger_buffer();
    return tap_end();
}
