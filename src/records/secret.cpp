#include "records/secret.h"

#include <sodium.h>

namespace relevo::records {

Secret& Secret::operator=(Secret other) noexcept {
  bytes_.swap(other.bytes_);
  return *this;
}

Secret::~Secret() { ::sodium_memzero(bytes_.data(), bytes_.size()); }

}  // namespace relevo::records
