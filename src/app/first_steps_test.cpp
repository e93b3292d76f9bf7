#include "app/first_steps.h"

#include <doctest/doctest.h>

#include <vector>

#include "records/temp_folder.h"

namespace relevo {

namespace {

/// Gives its answers one after the other; none: it keeps the command.
class FakePort final : public CommandPort {
 public:
  void post(Request request, std::function<void(const Answer&)> done) override {
    keys.push_back(request.key);
    if (answers.empty()) return kept.push_back(std::move(done));
    done(answers.front());
    answers.erase(answers.begin());
  }

  std::vector<Answer> answers;
  std::vector<Digest> keys;
  std::vector<std::function<void(const Answer&)>> kept;
};

const Waits for_ever = [](int /*ms*/) { return false; };

/// An operation of an administrator and an agent with a phone.
std::string file_with(const std::string& name, const std::string& secret) {
  return "[operation]\ncode = \"centro\"\n[[user]]\ncode = \"admin\"\nname = \"Ada\"\n"
         "roles = [\"admin\", \"coordinator\"]\n[[site]]\ncode = \"uno\"\n"
         "[[team]]\ncode = \"equipo\"\ncoordinator = \"admin\"\n"
         "[[agent]]\ncode = \"1001\"\nteam = \"equipo\"\nsite = \"uno\"\nname = \"" +
         name + "\"\nsip_secret = \"" + secret + "\"\n";
}

std::string device_secret(const DataPaths& paths) {
  const auto secrets = records::Secrets::open(paths.secrets, paths.secrets_key);
  REQUIRE(secrets);
  const auto secret = secrets->get("device/1001");
  REQUIRE(secret);
  return std::string(secret->text());
}

std::string agent_name(const DataPaths& paths) {
  auto store = records::Records::open(paths.records);
  REQUIRE(store);
  const auto names = store->names("agents");
  REQUIRE(names);
  REQUIRE(names->size() == 1);
  return names->front().name;
}

}  // namespace

TEST_CASE("first steps: what a file's names and secrets replaced can be put back") {
  const records::TempFolder folder;
  const auto paths = data_paths(folder / "data");
  REQUIRE(paths);
  const std::string file = folder / "operation.toml";
  records::write_bytes(file, file_with("Ana", "k3v9-pm2x-77ta"));
  const auto first = operation_from_file(file, {});
  REQUIRE(first);
  REQUIRE(first->command);
  REQUIRE(first->read);
  REQUIRE(keep(*first->read, *paths));
  const Operation& in_force = *first->command->document;
  const std::string secret = device_secret(*paths);

  records::write_bytes(file, file_with("Eva", "another-secret-1"));
  const auto next = operation_from_file(file, in_force);
  REQUIRE(next);
  CHECK_FALSE(next->command);  // The document is the same one.
  CHECK(device_secret(*paths) == secret);
  REQUIRE(next->read);
  const auto before = keep(*next->read, *paths);
  REQUIRE(before);
  CHECK(device_secret(*paths) != secret);
  CHECK(agent_name(*paths) == "Eva");
  CHECK(put_back(*before, *paths));
  CHECK(device_secret(*paths) == secret);
  CHECK(agent_name(*paths) == "Ana");
}

TEST_CASE("first steps: a full disk is no answer, the operation is posted until it is taken") {
  FakePort port;
  NoLogger logger;
  port.answers = {{.overloaded = true}, {.overloaded = true}, {}};
  const Request request = request_of(empty_operation());
  CHECK(carry_out(port, request, for_ever, logger) == Reject::none);
  REQUIRE(port.keys.size() == 3);
  CHECK(port.keys[0] == port.keys[2]);
  CHECK(port.keys[0] != Digest{});

  port.answers = {{.overloaded = true}, {.reject = Reject::in_use}};
  CHECK(carry_out(port, request, for_ever, logger) == Reject::in_use);
}

TEST_CASE("first steps: who is asked to stop waits for no disk, and may be answered later") {
  FakePort port;
  NoLogger logger;
  int waited = 0;
  const Waits thrice = [&](int /*ms*/) { return ++waited == 3; };
  CHECK_FALSE(carry_out(port, request_of(empty_operation()), thrice, logger).has_value());
  REQUIRE(port.kept.size() == 1);
  port.kept[0]({.overloaded = true});
}

}  // namespace relevo
