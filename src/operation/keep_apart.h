// Where the parts of an operation file go that the log must not hold.
#pragma once

#include "operation/operation_file.h"
#include "records/records.h"
#include "records/secrets.h"

namespace relevo {

/// The digest realm of SIP devices.
inline constexpr std::string_view sip_realm = "relevo";

/// Puts the names into the records store, the devices' HA1 (`device/CODE`) and the passwords'
/// hashes (`password/CODE`) into the sealed one. On disk when it returns, before the operation that
/// refers to them is applied; what the file does not give stays as it was.
///
/// Blocks: about 15 ms of processor time per password. Faults of the two stores.
Result<void> keep_apart(const ReadOperation& read, records::Records& store,
                        records::Secrets& secrets);

}  // namespace relevo
