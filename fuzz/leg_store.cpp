// What the leg store keeps of a leg, a device and a contact, as if its seal were right.
#include "fuzz/fuzz.h"
#include "link/fields.h"
#include "voice/contact_record.h"
#include "voice/device_record.h"
#include "voice/leg_record.h"

using namespace relevo;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes{data, size};
  fuzz::check_round_trip<voice::LegRecord>(bytes);
  fuzz::check_round_trip<voice::DeviceRecord>(bytes);
  fuzz::check_round_trip<voice::ContactRecord>(bytes);
  return 0;
}
