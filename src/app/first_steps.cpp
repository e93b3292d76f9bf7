#include "app/first_steps.h"

#include <sodium.h>

#include <chrono>
#include <future>
#include <memory>

#include "api/known_indicators.h"
#include "operation/keep_apart.h"
#include "operation/operation_file.h"
#include "records/password.h"

namespace relevo {

namespace {

constexpr int look_ms = 5;     // How often carry_out looks whether it was answered,
constexpr int again_ms = 200;  // and how long it waits before it tries again.

ApplyOperation command_for(Operation document) {
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, document);
  ApplyOperation command{.base_version = document.version - 1};
  crypto_generichash(command.digest.data(), command.digest.size(), bytes->data(), bytes->size(),
                     nullptr, 0);
  command.document = std::make_shared<const Operation>(std::move(document));
  command.bytes = std::move(bytes);
  return command;
}

}  // namespace

Result<FirstCommand> operation_from_file(const std::string& path, const Operation& current) {
  const auto sources = load_operation_sources(path);
  if (!sources) return tl::unexpected<Fault>(sources.error());
  auto read = read_operation(*sources, current, known_indicators());
  if (!read) return tl::unexpected<Fault>(read.error());
  FirstCommand first;
  if (current.version == 0 || !difference(current, read->document).empty()) {
    first.command = command_for(read->document);
  }
  first.read = std::move(*read);
  return first;
}

Result<KeptBefore> keep(const ReadOperation& read, const DataPaths& paths) {
  auto store = records::Records::open(paths.records);
  if (!store) return tl::unexpected<Fault>(store.error());
  auto secrets = records::Secrets::open(paths.secrets, paths.secrets_key);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  auto before = KeptBefore::of(read, *store, *secrets);
  if (!before) return before;
  if (auto kept = keep_apart(read, *store, *secrets); !kept) {
    Fault why = kept.error();
    if (auto back = before->put_back(*store, *secrets); !back) {
      why.what += "; former names and secrets were not put back: " + back.error().what;
    }
    return tl::unexpected<Fault>(why);
  }
  return before;
}

Result<void> put_back(const KeptBefore& before, const DataPaths& paths) {
  auto store = records::Records::open(paths.records);
  if (!store) return tl::unexpected<Fault>(store.error());
  auto secrets = records::Secrets::open(paths.secrets, paths.secrets_key);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  return before.put_back(*store, *secrets);
}

ApplyOperation empty_operation() {
  Operation document;
  document.version = 1;
  document.code = "relevo";
  document.users.push_back(
      {.id = {1}, .code = "admin", .roles = 1U << static_cast<unsigned>(Role::admin)});
  return command_for(std::move(document));
}

Request request_of(ApplyOperation command) {
  const Digest digest = command.digest;
  return {.command = std::move(command), .keyed = true, .key = digest, .body = digest};
}

std::optional<Reject> carry_out(CommandPort& engine, const Request& request, const Waits& waits,
                                Logger& logger) {
  for (bool is_told = false;;) {
    // Shared: who gives up while the command waits leaves it behind.
    const auto promise = std::make_shared<std::promise<Answer>>();
    auto answered = promise->get_future();
    engine.post(request, [promise](const Answer& answer) { promise->set_value(answer); });
    while (answered.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      if (waits(look_ms)) return std::nullopt;
    }
    const Answer answer = answered.get();
    if (!answer.overloaded) return answer.reject;
    if (!std::exchange(is_told, true)) {
      logger.warning("the start's operation is not taken yet: the disk is full; it is tried again");
    }
    if (waits(again_ms)) return std::nullopt;
  }
}

Result<std::optional<FirstPassword>> first_password(const Operation& operation,
                                                    const DataPaths& paths) {
  if (operation.demo) return std::nullopt;
  auto secrets = records::Secrets::open(paths.secrets, paths.secrets_key);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  const UserSetup* first = nullptr;
  for (const UserSetup& user : operation.users) {
    if (user.retired || !user.has(Role::admin)) continue;
    if (secrets->get("password/" + std::string(user.code.view()))) return std::nullopt;
    if (first == nullptr) first = &user;
  }
  if (first == nullptr) return std::nullopt;
  FirstPassword made{.user = std::string(first->code.view()),
                     .password = records::random_password()};
  const auto hash = records::hash_password(made.password);
  if (!hash) return tl::unexpected<Fault>(hash.error());
  auto kept =
      secrets->put_all({{.name = "password/" + made.user, .secret = records::Secret{*hash}}});
  if (!kept) return tl::unexpected<Fault>(kept.error());
  return made;
}

}  // namespace relevo
