#include "http/place.h"

namespace relevo {

Place::Place(HttpShared& shared, std::string peer, bool counts_for_peer)
    : shared_(shared), peer_(std::move(peer)), counts_for_peer_(counts_for_peer) {
  ++shared_.connections;
  shared_.metrics.connections.add(1);
  if (counts_for_peer_) ++shared_.of_peer[peer_];
}

Place::~Place() {
  --shared_.connections;
  shared_.metrics.connections.add(-1);
  if (!counts_for_peer_) return;
  const auto found = shared_.of_peer.find(peer_);
  if (--found->second == 0) shared_.of_peer.erase(found);
}

}  // namespace relevo
