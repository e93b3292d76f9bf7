// The operation's files on the disk: one, a folder, none.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "operation/operation_file.h"

namespace relevo {

namespace {

class Folder {
 public:
  Folder() {
    std::string path = (std::filesystem::temp_directory_path() / "operation XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string path() const { return path_.string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{path_ / name, std::ios::binary} << text;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("load_operation_sources: a folder in the order of names, other files left out") {
  const Folder folder;
  folder.write("b.toml", "# b\n");
  folder.write("a.toml", "# a\n");
  folder.write("notes.txt", "no TOML");
  const auto sources = load_operation_sources(folder.path());
  REQUIRE(sources);
  REQUIRE(sources->size() == 2);
  CHECK((*sources)[0].name == folder.path() + "/a.toml");
  CHECK((*sources)[0].text == "# a\n");
  CHECK((*sources)[1].text == "# b\n");
}

TEST_CASE("load_operation_sources: one file of any name") {
  const Folder folder;
  folder.write("my operation", "# it\n");
  const auto sources = load_operation_sources(folder.path() + "/my operation");
  REQUIRE(sources);
  REQUIRE(sources->size() == 1);
  CHECK((*sources)[0].text == "# it\n");
}

TEST_CASE("load_operation_sources: nothing there, or too much") {
  const Folder folder;
  const auto empty = load_operation_sources(folder.path());
  REQUIRE_FALSE(empty);
  CHECK(empty.error().kind == Fault::Kind::input);
  CHECK(empty.error().what ==
        folder.path() + ": has no *.toml in it; name the operation's file or folder");

  const auto missing = load_operation_sources(folder.path() + "/x.toml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == Fault::Kind::input);

  const auto device = load_operation_sources("/dev/zero");
  REQUIRE_FALSE(device);
  CHECK(device.error().kind == Fault::Kind::disk);

  folder.write("a.toml", std::string(std::size_t{9} << 20U, '\n'));
  REQUIRE(load_operation_sources(folder.path()));
  folder.write("b.toml", std::string(std::size_t{9} << 20U, '\n'));
  const auto large = load_operation_sources(folder.path());
  REQUIRE_FALSE(large);
  CHECK(large.error().kind == Fault::Kind::input);
}

}  // namespace relevo
