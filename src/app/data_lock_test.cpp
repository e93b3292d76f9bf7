#include "app/data_lock.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <future>
#include <utility>

#include "records/temp_folder.h"

namespace relevo {

namespace {

DataPaths paths_in(const records::TempFolder& folder) {
  auto paths = data_paths(folder / "data");
  REQUIRE(paths);
  return *paths;
}

}  // namespace

TEST_CASE("patience: it is over when nobody came for so many looks in a row, until somebody does") {
  Patience patience{3};
  for (const bool there : {false, false, true, false, false}) CHECK_FALSE(patience.is_over(there));
  for (int look = 0; look < 100; ++look) CHECK(patience.is_over(false));
  CHECK_FALSE(patience.is_over(true));
  CHECK_FALSE(patience.is_over(false));
  CHECK_FALSE(patience.is_over(false));
  CHECK(patience.is_over(false));
}

TEST_CASE("orphan watch: it tells at each look whether the process is alone, and when no longer") {
  const records::TempFolder folder;
  const DataPaths paths = paths_in(folder);
  std::promise<void> alone;
  std::promise<void> with_another;
  bool was_alone = false;
  bool was_with_another = false;
  const OrphanWatch::OnLook on_look = [&](bool is_alone) {
    if (is_alone && !std::exchange(was_alone, true)) alone.set_value();
    if (!is_alone && was_alone && !std::exchange(was_with_another, true)) with_another.set_value();
  };
  const OrphanWatch watch{paths, on_look, {.look_ms = 1, .patience_ms = 2}};
  alone.get_future().wait();
  const auto lock = lock_data_folder(paths);
  REQUIRE(lock);
  with_another.get_future().wait();
  ::close(*lock);
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
