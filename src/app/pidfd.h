// <sys/pidfd.h>: glibc 2.36 does not say in it that its functions are C's.
#pragma once

extern "C" {
#include <sys/pidfd.h>
}
