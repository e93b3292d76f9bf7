#include "records/secrets.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "records/private_file.h"
#include "records/seal.h"

namespace relevo::records {

namespace {

constexpr std::size_t sealing_bytes_max = 64;  // What sealing adds to the plain bytes.
constexpr std::size_t length_size = 4;

using Map = std::map<std::string, Secret, std::less<>>;

tl::unexpected<Fault> input_fault(const std::string& what) {
  return fault(Fault::Kind::input, "secrets: " + what);
}

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > Secrets::name_bytes_max) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '/';
  });
}

std::uint8_t* put(std::uint8_t* to, ByteView bytes) {
  for (std::size_t i = 0; i < length_size; ++i) {
    *to++ = static_cast<std::uint8_t>(bytes.size() >> (8 * i));
  }
  return std::copy(bytes.begin(), bytes.end(), to);
}

bool get(ByteView& from, ByteView& bytes) {
  if (from.size() < length_size) return false;
  std::size_t size = 0;
  for (std::size_t i = 0; i < length_size; ++i) size |= std::size_t{from[i]} << (8 * i);
  from = from.subspan(length_size);
  if (from.size() < size) return false;
  bytes = from.first(size);
  from = from.subspan(size);
  return true;
}

// The plain form: for each secret the length of its name (4 bytes, low byte first), the name, the
// length of the secret, the secret. Sized first, so that no secret is left in a grown buffer.
Secret packed(const Map& secrets) {
  std::size_t size = 0;
  for (const auto& [name, secret] : secrets) size += 2 * length_size + name.size() + secret.size();
  Secret plain{size};
  std::uint8_t* to = plain.data();
  for (const auto& [name, secret] : secrets) {
    to = put(to, {reinterpret_cast<const std::uint8_t*>(name.data()), name.size()});
    to = put(to, secret.bytes());
  }
  return plain;
}

std::optional<Map> unpacked(const Secret& plain) {
  Map secrets;
  ByteView from = plain.bytes();
  while (!from.empty()) {
    ByteView name;
    ByteView secret;
    if (!get(from, name) || !get(from, secret)) return std::nullopt;
    secrets.insert_or_assign(std::string{reinterpret_cast<const char*>(name.data()), name.size()},
                             Secret{secret});
  }
  return secrets;
}

Result<Secret> new_key(const std::string& path) {
  Secret key = new_seal_key();
  const auto written = replace_private(path, key.bytes(), 0400);
  if (!written) return tl::unexpected<Fault>(written.error());
  return key;
}

Result<Secret> key_of(PrivateFile file, const std::string& path) {
  if ((file.mode & 077) != 0) {
    return input_fault("others than its owner may use the key file " + path + "; run: chmod 0400 " +
                       path);
  }
  if (file.content.size() != seal_key_size) {
    return input_fault("the key file " + path + " has " + std::to_string(file.content.size()) +
                       " bytes, a key has " + std::to_string(seal_key_size) +
                       "; restore it from a backup");
  }
  return std::move(file.content);
}

}  // namespace

Secrets::Secrets(std::string path, Secret key, Map secrets)
    : path_(std::move(path)), key_(std::move(key)), secrets_(std::move(secrets)) {}

Result<Secrets> Secrets::open(const std::string& path, const std::string& key_path) {
  auto sealed = read_private(path, file_bytes_max);
  if (!sealed) return tl::unexpected<Fault>(sealed.error());
  // A key of another size is refused by that sentence, not by a limit's.
  auto key_file = read_private(key_path, file_bytes_max);
  if (!key_file) return tl::unexpected<Fault>(key_file.error());
  if (!*key_file && *sealed) {
    return input_fault("the key file " + key_path + " is missing; without it " + path +
                       " cannot be opened: restore it from a backup");
  }
  auto key = *key_file ? key_of(std::move(**key_file), key_path) : new_key(key_path);
  if (!key) return tl::unexpected<Fault>(key.error());
  if (!*sealed) return Secrets{path, std::move(*key), {}};

  const auto plain = unseal((*sealed)->content.bytes(), *key);
  auto secrets = plain ? unpacked(*plain) : std::nullopt;
  if (!secrets) {
    return input_fault(path + " was changed, or is not sealed under the key in " + key_path +
                       ": restore both from one backup");
  }
  return Secrets{path, std::move(*key), std::move(*secrets)};
}

std::optional<Secret> Secrets::get(std::string_view name) const {
  const auto found = secrets_.find(name);
  if (found == secrets_.end()) return std::nullopt;
  return found->second;
}

Result<void> Secrets::put_all(const std::vector<SecretChange>& changes) {
  Map next = secrets_;
  for (const SecretChange& change : changes) {
    if (!is_name(change.name)) {
      return input_fault("a name of " + std::to_string(change.name.size()) + " bytes is not 1 to " +
                         std::to_string(name_bytes_max) + " of [a-z0-9_.-/]");
    }
    if (!change.secret) {
      next.erase(change.name);
      continue;
    }
    if (change.secret->size() > secret_bytes_max) {
      return fault(Fault::Kind::limit, "secrets: " + change.name + " has " +
                                           std::to_string(change.secret->size()) + " bytes; " +
                                           std::to_string(secret_bytes_max) + " are allowed");
    }
    next.insert_or_assign(change.name, *change.secret);
  }
  const Secret plain = packed(next);
  if (plain.size() + sealing_bytes_max > file_bytes_max) {
    return fault(Fault::Kind::limit, "secrets: " + path_ + " would be over " +
                                         std::to_string(file_bytes_max) + " bytes");
  }
  auto written = replace_private(path_, seal(plain, key_), 0600);
  if (!written) return written;
  secrets_.swap(next);
  return {};
}

std::vector<std::string> Secrets::names(std::string_view prefix) const {
  std::vector<std::string> names;
  for (auto at = secrets_.lower_bound(prefix); at != secrets_.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    names.push_back(at->first);
  }
  return names;
}

}  // namespace relevo::records
