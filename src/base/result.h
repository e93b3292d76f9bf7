// How code that touches the world says that the world is broken.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace relevo {

/// Disk, network, a peer that talks nonsense, a file that is wrong. What the rules of the floor
/// refuse is never a Fault; that is core/reject.h.
struct Fault {
  enum class Kind : std::uint8_t { disk, network, protocol, limit, fenced, input };

  Kind kind = Kind::disk;
  std::string what;  // For the operator: what was tried, on what, and what came back.
};

/// The pure folders use it for decoding only: nothing else in them can break.
template <class T>
using Result = tl::expected<T, Fault>;

inline tl::unexpected<Fault> fault(Fault::Kind kind, std::string what) {
  return tl::unexpected<Fault>(Fault{kind, std::move(what)});
}

}  // namespace relevo
