# "dt expand EXPR... prints the names of a host list one a line"
$ dt expand web[01-03,30] db{a,b}
web01
web02
web03
web30
dba
dbb
? 0

$ dt expand -c web[0001-1000]
1000
? 0

# Steps, two brackets, text that grows like text.
$ dt expand web[0-10/5]
web0
web5
web10
? 0
$ dt expand r[1-2]n[1-2]
r1n1
r1n2
r2n1
r2n2
? 0
$ dt expand web0[8-11]
web08
web09
web010
web011
? 0

# A name twice is printed once.
$ dt expand web1 web[1-2]
web1
web2
? 0

# IPv6 in brackets is an address.
$ dt expand [2001:db8::1]:22
[2001:db8::1]:22
? 0

# "dt fold reads names from arguments or stdin and prints the folded list on one line, -c the count"
$ dt fold web01 web02 web03 web30 db1
db1,web[01-03,30]
? 0
$ dt fold
< web1 web2
< db1
db1,web[1-2]
? 0
$ dt fold -c web1 web2 web1
2
? 0
$ dt fold
? 0
$ dt expand web[01-20/3] | dt fold
web[01,04,07,10,13,16,19]
? 0
$ dt fold 2001:db8::1 2001:db8::2
2001:db8::1,2001:db8::2
? 0

# What the field's tools disagree on is an error, with a caret under the place.
$ dt expand web[1-010]
! dt: 1 and 010 differ in width; give both the same number of digits
!     web[1-010]
!           ^
? 2
$ dt expand web[008-12]
! dt: 008 and 12 differ in width; give both the same number of digits
!     web[008-12]
!             ^
? 2
$ dt expand web[3-1]
! dt: the range runs backwards; write 1-3
!     web[3-1]
!         ^
? 2
$ dt expand web[]
! dt: empty brackets; write [1-3]
!     web[]
!         ^
? 2
$ dt expand web[
! dt: a [ that is never closed
!     web[
!        ^
? 2
$ dt expand web]
! dt: a ] without its [
!     web]
!        ^
? 2
$ dt expand web[[1-2]]
! dt: a [ inside brackets; close the first one before it
!     web[[1-2]]
!         ^
? 2
$ dt expand web[1-]
! dt: the end of the range is missing; write [1-3]
!     web[1-]
!           ^
? 2
$ dt expand web[-1-1]
! dt: a range cannot begin with -; a number has no sign here
!     web[-1-1]
!         ^
? 2
$ dt expand web1,
! dt: an empty item; write a host name after the ,
!     web1,
!          ^
? 2
$ dt expand a,,b
! dt: an empty item; write a host name after the ,
!     a,,b
!       ^
? 2
$ dt expand web[1-2000000]
! dt: more than 1,000,000 hosts; use smaller ranges
!     web[1-2000000]
!     ^
? 2
$ dt expand
! dt: dt expand needs a host list, such as web[01-20]
? 2
