// What the connections of one server share, and the place that each takes up.
#pragma once

#include <map>
#include <string>

#include "http/http_server.h"

namespace relevo {

/// Server's thread only.
struct HttpShared {
  HttpServerOptions options;
  HttpHandler& handler;
  HttpMetrics& metrics;
  std::size_t connections = 0;
  std::map<std::string, std::size_t> of_peer;  // Connections by address; loopback is left out.
};

/// One connection from its acceptance to its end, also across an upgrade: it counts while it lives.
class Place {
 public:
  Place(HttpShared& shared, std::string peer, bool counts_for_peer);
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  /// Address of the client, without the port.
  const std::string& peer() const { return peer_; }

 private:
  HttpShared& shared_;
  const std::string peer_;
  const bool counts_for_peer_;
};

}  // namespace relevo
