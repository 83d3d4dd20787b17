/* getent passwd|group KEY..., for a host that is arm64 by its library only: a test builds it, and runs it by qemu. */
#include <ctype.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int say_user(const char *key)
{
    const struct passwd *user = isdigit((unsigned char)*key) ? getpwuid((uid_t)strtoul(key, NULL, 10)) : getpwnam(key);
    if (user == NULL)
        return 2;
    printf("%s:%s:%u:%u:%s:%s:%s\n", user->pw_name, user->pw_passwd, user->pw_uid, user->pw_gid, user->pw_gecos,
           user->pw_dir, user->pw_shell);
    return 0;
}

static int say_group(const char *key)
{
    const struct group *group = isdigit((unsigned char)*key) ? getgrgid((gid_t)strtoul(key, NULL, 10)) : getgrnam(key);
    if (group == NULL)
        return 2;
    printf("%s:%s:%u:", group->gr_name, group->gr_passwd, group->gr_gid);
    for (char **member = group->gr_mem; *member != NULL; member++)
        printf("%s%s", member == group->gr_mem ? "" : ",", *member);
    putchar('\n');
    return 0;
}

int main(int argc, char **argv)
{
    int status = 0;
    for (int i = 2; i < argc; i++)
        status |= strcmp(argv[1], "passwd") == 0 ? say_user(argv[i]) : say_group(argv[i]);
    return argc < 3 ? 1 : status;
}
