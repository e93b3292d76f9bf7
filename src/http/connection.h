// One client's connection: its requests, one after the other, within their limits.
#pragma once

#include <memory>

#include "http/place.h"

namespace boost::asio {
class io_context;
}

namespace relevo {

/// Serves an accepted socket until its end, and takes it over. Server's thread.
void serve_connection(boost::asio::io_context& io, int socket, std::unique_ptr<const Place> place,
                      HttpShared& shared);

}  // namespace relevo
