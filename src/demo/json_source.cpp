// Boost.JSON compiled into this library, and nothing else, so that a second copy is never linked.
#include <boost/json/src.hpp>
