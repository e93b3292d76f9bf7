#include "operation/keep_apart.h"

#include "records/password.h"

namespace relevo {

namespace {

std::vector<records::NamedCode> named(const std::vector<OfCode>& names) {
  std::vector<records::NamedCode> result;
  result.reserve(names.size());
  for (const OfCode& name : names) result.push_back({.code = name.code, .name = name.value});
  return result;
}

}  // namespace

Result<void> keep_apart(const ReadOperation& read, records::Records& store,
                        records::Secrets& secrets) {
  std::vector<records::SecretChange> changes;
  for (const OfCode& device : read.device_secrets) {
    auto ha1 = records::digest_ha1(device.code.view(), sip_realm, device.value);
    if (!ha1) return tl::unexpected<Fault>(ha1.error());
    changes.push_back(
        {.name = "device/" + std::string(device.code.view()), .secret = records::Secret{*ha1}});
  }
  for (const OfCode& password : read.passwords) {
    auto hash = records::hash_password(password.value);
    if (!hash) return tl::unexpected<Fault>(hash.error());
    changes.push_back({.name = "password/" + std::string(password.code.view()),
                       .secret = records::Secret{*hash}});
  }
  if (auto kept = store.put_names("agents", named(read.agent_names)); !kept) return kept;
  if (auto kept = store.put_names("users", named(read.user_names)); !kept) return kept;
  if (changes.empty()) return {};
  return secrets.put_all(changes);
}

}  // namespace relevo
