// A connection that has become a WebSocket.
#pragma once

#include <memory>
#include <string>

#include "http/place.h"

namespace boost::asio {
class io_context;
}

namespace relevo {

/// What a client's request to upgrade says of it (RFC 6455 section 4.1).
struct Handshake {
  std::string key;
  std::string version;
};

/// Answers the handshake on a socket that it takes over, and serves it until its end. A handshake
/// that is not good is refused, and the handler hears nothing. Server's thread.
void open_web_socket(boost::asio::io_context& io, int socket, std::unique_ptr<const Place> place,
                     const Handshake& handshake, HttpRequest request, HttpShared& shared);

}  // namespace relevo
