// libre's headers, of which we use the STUN codec: it is C, and wants to be told what the system
// has.
#pragma once

#define HAVE_INTTYPES_H
#define HAVE_STDBOOL_H
#define HAVE_INET6

extern "C" {
#include <re.h>
}
