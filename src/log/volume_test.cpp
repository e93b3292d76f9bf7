#include "log/volume.h"

#include <doctest/doctest.h>

namespace relevo::log {
namespace {

TEST_CASE("volume: what others may not use is neither free nor full") {
  struct statvfs answered{};
  answered.f_frsize = 4096;
  answered.f_blocks = 1000;
  answered.f_bfree = 800;
  answered.f_bavail = 300;
  const Volume found = volume(answered);
  CHECK(found.free_bytes == std::uint64_t{300} * 4096);
  CHECK(found.size_bytes == std::uint64_t{500} * 4096);  // 200 are used: 40 %, not 70 %.
}

TEST_CASE("volume: a folder that is not there is a fault that names it") {
  const auto found = volume_of("/proc/no-such-folder");
  REQUIRE(!found);
  CHECK(found.error().kind == Fault::Kind::disk);
  CHECK(found.error().what.find("/proc/no-such-folder") != std::string::npos);
}

}  // namespace
}  // namespace relevo::log
