// The tables of the records store, and the steps from each version of them to the next.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace soci {
class session;
}

namespace relevo::records {

/// Of the newest tables; those of a higher one this program does not open.
std::uint32_t newest_version();

/// Brings the database up to the newest version, in one transaction. Fault input: it is newer than
/// this program. Throws soci::soci_error.
Result<void> migrate(soci::session& sql, const std::string& path);

}  // namespace relevo::records
