// Boost.JSON, compiled once for all folders that read JSON, so that a second copy is never linked.
#include <boost/json/src.hpp>
