#include "records/secrets.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "records/temp_folder.h"

namespace relevo::records {

namespace {

struct Files {
  TempFolder folder;
  std::string sealed = folder / "secrets.sealed";
  std::string key = folder / "secrets.key";
};

Secrets opened(const Files& files) {
  auto secrets = Secrets::open(files.sealed, files.key);
  REQUIRE_MESSAGE(secrets, secrets.error().what);
  return std::move(*secrets);
}

SecretChange keep(const std::string& name, std::string_view text) { return {name, Secret{text}}; }
SecretChange drop(const std::string& name) { return {name, std::nullopt}; }

std::string text_of(const Secrets& secrets, std::string_view name) {
  const auto secret = secrets.get(name);
  return secret ? std::string{secret->text()} : "(none)";
}

}  // namespace

TEST_CASE("secrets: kept over a restart, changed and dropped in one step") {
  const Files files;
  {
    auto secrets = opened(files);
    CHECK(secrets.names("").empty());
    REQUIRE(secrets.put_all({keep("device/1001", "ha1-a"), keep("device/1002", "ha1-b"),
                             keep("password/admin", "hash")}));
  }
  auto secrets = opened(files);
  CHECK(text_of(secrets, "device/1001") == "ha1-a");
  CHECK(secrets.names("device/") == std::vector<std::string>{"device/1001", "device/1002"});
  REQUIRE(secrets.put_all({drop("device/1001"), keep("device/1002", ""), drop("never/there")}));
  CHECK(text_of(secrets, "device/1001") == "(none)");
  CHECK(text_of(opened(files), "device/1001") == "(none)");
  CHECK(text_of(opened(files), "device/1002") == "");
  CHECK(opened(files).names("") == std::vector<std::string>{"device/1002", "password/admin"});
}

TEST_CASE("secrets: only the owner can read the files, and the sealed one shows nothing") {
  const Files files;
  auto secrets = opened(files);
  REQUIRE(secrets.put_all({keep("device/1001", "a-secret")}));
  CHECK(mode_of(files.sealed) == 0600);
  CHECK(mode_of(files.key) == 0400);
  CHECK(bytes_of(files.key).size() == 32);
  const std::string sealed = bytes_of(files.sealed);
  CHECK(sealed.substr(0, 5) == "RLVS\x01");
  CHECK(sealed.find("a-secret") == std::string::npos);
  CHECK(sealed.find("device") == std::string::npos);
  REQUIRE(secrets.put_all({}));
  CHECK(bytes_of(files.sealed) != sealed);  // A nonce is used once.
}

TEST_CASE("secrets: every changed byte, every cut and every added byte is noticed") {
  const Files files;
  REQUIRE(opened(files).put_all({keep("device/1001", "a-secret"), keep("b", "c")}));
  const std::string sealed = bytes_of(files.sealed);
  const auto refused = [&](const std::string& bytes) {
    write_bytes(files.sealed, bytes);
    const auto secrets = Secrets::open(files.sealed, files.key);
    return !secrets && secrets.error().kind == Fault::Kind::input &&
           secrets.error().what.find(files.sealed) != std::string::npos;
  };
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_MESSAGE(refused(changed), "byte " << i);
    CHECK_MESSAGE(refused(sealed.substr(0, i)), "cut at " << i);
  }
  CHECK(refused(sealed + 'x'));
  CHECK_FALSE(refused(sealed));
}

TEST_CASE("secrets: another key, a key of another size and no key are refused") {
  const Files files;
  const Files others;
  REQUIRE(opened(files).put_all({keep("b", "c")}));
  REQUIRE(opened(others).put_all({}));
  const auto wrong = Secrets::open(files.sealed, others.key);
  REQUIRE(!wrong);
  CHECK(wrong.error().what == "secrets: " + files.sealed +
                                  " was changed, or is not sealed under the key in " + others.key +
                                  ": restore both from one backup");
  const std::string gone = files.folder / "gone.key";
  const auto missing = Secrets::open(files.sealed, gone);
  REQUIRE(!missing);
  CHECK(missing.error().what.find("the key file " + gone + " is missing") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(gone));

  const std::string short_key = files.folder / "short.key";
  write_bytes(short_key, "short");
  ::chmod(short_key.c_str(), 0400);
  const auto damaged = Secrets::open(files.sealed, short_key);
  REQUIRE(!damaged);
  CHECK(damaged.error().what.find("has 5 bytes, a key has 32") != std::string::npos);
}

TEST_CASE("secrets: a key file that others can read is refused") {
  const Files files;
  REQUIRE(opened(files).put_all({keep("b", "c")}));
  for (const mode_t mode : {0404U, 0440U, 0644U, 0420U}) {
    REQUIRE(::chmod(files.key.c_str(), mode) == 0);
    const auto refused = Secrets::open(files.sealed, files.key);
    REQUIRE(!refused);
    CHECK(refused.error().kind == Fault::Kind::input);
    CHECK(refused.error().what == "secrets: others than its owner may use the key file " +
                                      files.key + "; run: chmod 0400 " + files.key);
  }
  REQUIRE(::chmod(files.key.c_str(), 0600) == 0);
  CHECK(text_of(opened(files), "b") == "c");
}

TEST_CASE("secrets: a change that cannot be written changes nothing") {
  const Files files;
  auto secrets = opened(files);
  REQUIRE(secrets.put_all({keep("b", "old")}));
  const std::string sealed = bytes_of(files.sealed);
  // A folder in the way of the new file: it cannot be made.
  std::filesystem::create_directory(files.sealed + ".new");
  const auto failed = secrets.put_all({keep("b", "new")});
  REQUIRE(!failed);
  CHECK(failed.error().kind == Fault::Kind::disk);
  CHECK(text_of(secrets, "b") == "old");
  CHECK(bytes_of(files.sealed) == sealed);
  std::filesystem::remove(files.sealed + ".new");

  // What a crash in mid-write left does no harm.
  write_bytes(files.sealed + ".new", "half");
  CHECK(text_of(opened(files), "b") == "old");
  CHECK(secrets.put_all({keep("b", "new")}));
  CHECK(text_of(opened(files), "b") == "new");
  CHECK_FALSE(std::filesystem::exists(files.sealed + ".new"));
}

TEST_CASE("secrets: a refused change leaves all of its step undone") {
  const Files files;
  auto secrets = opened(files);
  const std::string too_long(Secrets::secret_bytes_max + 1, 'a');
  CHECK(secrets.put_all({keep("a", "b"), keep("Not a name", "c")}).error().kind ==
        Fault::Kind::input);
  CHECK(secrets.put_all({keep("a", "b"), keep("", "c")}).error().kind == Fault::Kind::input);
  CHECK(secrets.put_all({keep("a", "b"), keep("d", too_long)}).error().kind == Fault::Kind::limit);
  CHECK(secrets.names("").empty());

  std::vector<SecretChange> too_many;
  const std::string large(Secrets::secret_bytes_max, 'a');
  for (std::size_t i = 0; i <= Secrets::file_bytes_max / large.size(); ++i) {
    too_many.push_back(keep(std::to_string(i), large));
  }
  CHECK(secrets.put_all(too_many).error().kind == Fault::Kind::limit);
  CHECK(secrets.names("").empty());
}

}  // namespace relevo::records
