#include "api/kept_before.h"

namespace relevo {

Result<KeptBefore> KeptBefore::of(const ReadOperation& read, records::Records& store,
                                  const records::Secrets& secrets) {
  KeptBefore before;
  auto agents = store.names("agents");
  if (!agents) return tl::unexpected<Fault>(agents.error());
  auto users = store.names("users");
  if (!users) return tl::unexpected<Fault>(users.error());
  before.agents_ = std::move(*agents);
  before.users_ = std::move(*users);
  const auto look = [&](const std::string& name) {
    before.secrets_.push_back({.name = name, .secret = secrets.get(name)});
  };
  for (const OfCode& one : read.device_secrets) look("device/" + std::string(one.code.view()));
  for (const OfCode& one : read.passwords) look("password/" + std::string(one.code.view()));
  return before;
}

Result<void> KeptBefore::put_back(records::Records& store, records::Secrets& secrets) const {
  // Secrets first: a wrong name is a blemish, a wrong password locks somebody out.
  if (!secrets_.empty()) {
    if (auto kept = secrets.put_all(secrets_); !kept) return kept;
  }
  if (auto kept = store.put_names("agents", agents_); !kept) return kept;
  return store.put_names("users", users_);
}

}  // namespace relevo
