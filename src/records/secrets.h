// The sealed store of what must never be read by anyone but this program: keys and passwords.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "records/secret.h"

namespace relevo::records {

/// One step of a change: a secret to keep under the name, or none to drop it.
struct SecretChange {
  std::string name;
  std::optional<Secret> secret;
};

/// A map from names (`device/1001`, `password/admin`) to secrets, in one file that is encrypted
/// under a key from a file of its own.
///
/// Owned by one thread. One object writes a file; another one that has it open sees what was there
/// when it opened it.
class Secrets {
 public:
  static constexpr std::size_t name_bytes_max = 128;
  static constexpr std::size_t secret_bytes_max = 16 * 1024;
  static constexpr std::size_t file_bytes_max = 16 * 1024 * 1024;  // Of the sealed file.

  /// Reads the sealed file at `path`; when there is none yet, starts empty. A missing key file is
  /// made (random, mode 0400), but never beside a sealed file, which it could not open.
  ///
  /// Fault input, naming the file: the key file may be read by others, is missing or is no key; the
  /// sealed file was changed or is not sealed under this key. Fault disk. Fault limit.
  static Result<Secrets> open(const std::string& path, const std::string& key_path);

  /// Nothing when there is no such secret. Drop the copy soon.
  std::optional<Secret> get(std::string_view name) const;

  /// All changes in one step, on disk (mode 0600) when it returns; on a Fault nothing has changed.
  /// Blocks for two syncs of the disk.
  ///
  /// Fault input: a name that is not 1 to name_bytes_max of [a-z0-9_.-/]. Fault limit: a secret
  /// over secret_bytes_max, all together over file_bytes_max. Fault disk.
  Result<void> put_all(const std::vector<SecretChange>& changes);

  /// The names that start with `prefix`, ascending.
  std::vector<std::string> names(std::string_view prefix) const;

 private:
  using Map = std::map<std::string, Secret, std::less<>>;

  Secrets(std::string path, Secret key, Map secrets);

  std::string path_;
  Secret key_;
  Map secrets_;
};

}  // namespace relevo::records
