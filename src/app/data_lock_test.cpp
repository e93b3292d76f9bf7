#include "app/data_lock.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <future>

#include "records/temp_folder.h"

namespace relevo {

namespace {

DataPaths paths_in(const records::TempFolder& folder) {
  auto paths = data_paths(folder / "data");
  REQUIRE(paths);
  return *paths;
}

}  // namespace

TEST_CASE("patience: it is over when nobody came for so many looks in a row, until it is heeded") {
  Patience patience{3};
  for (const bool there : {false, false, true, false, false}) CHECK_FALSE(patience.is_over(there));
  for (int look = 0; look < 100; ++look) CHECK(patience.is_over(false));
  // Somebody came after all: what was not heeded is over with that.
  CHECK_FALSE(patience.is_over(true));
  CHECK_FALSE(patience.is_over(false));
  CHECK_FALSE(patience.is_over(false));
  CHECK(patience.is_over(false));
  patience.heed();
  for (int look = 0; look < 100; ++look) CHECK_FALSE(patience.is_over(look == 50));
}

TEST_CASE("orphan watch: who cannot end yet is asked at each look, and not again when it ends") {
  const records::TempFolder folder;
  const DataPaths paths = paths_in(folder);
  std::promise<void> heeded;
  std::atomic<int> asked = 0;
  const OrphanWatch::OnOrphaned third_time = [&] {
    if (++asked != 3) return false;
    heeded.set_value();
    return true;
  };
  {
    const OrphanWatch watch{paths, third_time, {.look_ms = 1, .patience_ms = 2}};
    heeded.get_future().wait();
  }
  CHECK(asked == 3);
}

TEST_CASE("data lock: it is held as long as its descriptor is open, and once") {
  const records::TempFolder folder;
  const DataPaths paths = paths_in(folder);
  CHECK_FALSE(data_folder_is_held(paths));
  const auto lock = lock_data_folder(paths);
  REQUIRE(lock);
  CHECK(data_folder_is_held(paths));
  const auto second = lock_data_folder(paths);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == Fault::Kind::fenced);
  ::close(*lock);
  CHECK_FALSE(data_folder_is_held(paths));
}

}  // namespace relevo
