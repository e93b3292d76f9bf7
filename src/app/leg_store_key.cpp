#include "app/leg_store_key.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "records/password.h"

namespace relevo {

Result<voice::LegStore::Key> leg_store_key(const std::string& path) {
  voice::LegStore::Key key{};
  const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (made >= 0) {
    const Bytes random = records::random_bytes(key.size());
    const bool written =
        ::write(made, random.data(), random.size()) == static_cast<ssize_t>(random.size());
    ::close(made);
    if (!written) return fault(Fault::Kind::disk, "leg store key " + path + ": cannot be written");
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool read = descriptor >= 0 &&
                    ::read(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size());
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (read) return key;
  return fault(Fault::Kind::disk, "leg store key " + path + ": " + std::strerror(error) +
                                      "; it must be a file of 32 bytes that only this user reads");
}

}  // namespace relevo
