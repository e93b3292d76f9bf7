#include "app/account_book.h"

#include "operation/keep_apart.h"
#include "records/password.h"

namespace relevo {

namespace {

void add(link::Accounts& accounts, const Code& code, std::string_view ha1) {
  if (ha1.size() == decltype(link::Account::ha1)::size_max) {
    accounts.accounts.push_back({.user = code, .ha1 = ha1});
  }
}

}  // namespace

void AccountBook::set_operation(std::shared_ptr<const Operation> operation) {
  const std::lock_guard lock{mutex_};
  operation_ = std::move(operation);
}

Result<void> AccountBook::read_secrets() {
  auto opened = records::Secrets::open(paths_.secrets, paths_.secrets_key);
  if (!opened) return tl::unexpected<Fault>(opened.error());
  auto secrets = std::make_shared<const records::Secrets>(std::move(*opened));
  const std::lock_guard lock{mutex_};
  secrets_ = std::move(secrets);
  return {};
}

link::Accounts AccountBook::accounts() const {
  std::shared_ptr<const Operation> operation;
  std::shared_ptr<const records::Secrets> secrets;
  {
    const std::lock_guard lock{mutex_};
    operation = operation_;
    secrets = secrets_;
  }
  link::Accounts accounts{.trunks = operation->trunks};
  for (const QueueSetup& queue : operation->queues) {
    const bool first = queue.credit > Duration{} && !queue.retired && !queue.number.empty();
    if (first) accounts.first_numbers.push_back(queue.number);
  }
  for (const AgentSetup& agent : operation->agents) {
    if (agent.retired) continue;
    const std::string code{agent.code.view()};
    const auto kept = secrets->get("device/" + code);
    if (kept) {
      add(accounts, agent.code, kept->text());
    } else if (operation->demo) {
      const auto ha1 = records::digest_ha1(code, sip_realm, "demo-" + code);
      if (ha1) add(accounts, agent.code, *ha1);
    }
  }
  return accounts;
}

}  // namespace relevo
