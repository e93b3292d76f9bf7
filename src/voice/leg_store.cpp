#include "voice/leg_store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "base/assert.h"

namespace relevo::voice {

namespace {

constexpr std::size_t page_size = 4096;
constexpr std::size_t slot_size = 2 * page_size;
constexpr std::size_t file_size = page_size + LegStore::slots_max * slot_size;
constexpr std::array<char, 8> magic{'r', 'e', 'l', 'e', 'g', 's', '0', '1'};

constexpr std::size_t generation_at = 0;
constexpr std::size_t size_at = 8;
constexpr std::size_t nonce_at = 12;
constexpr std::size_t box_at = nonce_at + crypto_secretbox_NONCEBYTES;
constexpr std::size_t box_size_max = page_size - box_at;
constexpr std::size_t plain_generation_at = 2;
constexpr std::size_t plain_head = plain_generation_at + sizeof(std::uint64_t);

// In the file's head, behind the magic: how many slots were ever used. Reading an untouched page
// of a tmpfs would allocate it.
constexpr std::size_t used_at = magic.size();

// Behind it: how many times in a row resuming() had no resumed() behind it.
constexpr std::size_t tries_at = used_at + sizeof(std::uint64_t);

template <class Number>
Number load(const std::uint8_t* from) {
  Number number;
  std::memcpy(&number, from, sizeof(number));
  return number;
}

template <class Number>
void store(std::uint8_t* to, Number number) {
  std::memcpy(to, &number, sizeof(number));
}

// What a record is found under; a leg has at most one, a user's devices are counted.
std::string name_of(LegId leg) { return "leg " + std::to_string(leg.value); }
std::string name_of(ContactId contact) { return "contact " + std::to_string(contact.value); }
std::string name_of_phone(const std::string& user) { return "phone " + user; }
std::string name_of(const std::string& user, std::size_t index) {
  return "device " + user + " " + std::to_string(index);
}

// The folder that it lies in is everybody's: who made it there is looked at before what is in it.
Result<void> look_at_owner(int descriptor, const std::string& path) {
  struct stat seen{};
  if (::fstat(descriptor, &seen) != 0) {
    return fault(Fault::Kind::disk, "leg store: " + path + ": " + std::strerror(errno));
  }
  const bool ours = S_ISREG(seen.st_mode) && seen.st_uid == ::geteuid() && seen.st_nlink == 1;
  if (ours && (seen.st_mode & 0777U) == 0600) return {};
  return fault(Fault::Kind::disk, "leg store: " + path +
                                      ": it must be a file of this user that nobody else may open "
                                      "(mode 0600); see who made it, and remove it");
}

// Held until the process ends, however it ends.
Result<void> lock(int descriptor, const std::string& path) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return {};
  return fault(Fault::Kind::fenced,
               "leg store: " + path +
                   ": another voice process has it, and two would end each other's calls; end it "
                   "first, or use another data folder");
}

}  // namespace

Result<std::unique_ptr<LegStore>> LegStore::open(const std::string& path, const Key& key) {
  RELEVO_ASSERT(sodium_init() >= 0);
  const auto disk_fault = [&path](const char* doing) {
    return fault(Fault::Kind::disk,
                 std::string("leg store: ") + doing + " " + path + ": " + std::strerror(errno));
  };
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return disk_fault("opening");
  const auto ours =
      look_at_owner(descriptor, path).and_then([&] { return lock(descriptor, path); });
  if (!ours) {
    ::close(descriptor);
    return tl::unexpected<Fault>(ours.error());
  }
  if (::ftruncate(descriptor, static_cast<off_t>(file_size)) != 0) {
    auto failed = disk_fault("sizing");
    ::close(descriptor);
    return failed;
  }
  if (::posix_fallocate(descriptor, 0, page_size) != 0) {
    auto failed = disk_fault("making room for");
    ::close(descriptor);
    return failed;
  }
  void* memory = ::mmap(nullptr, file_size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) {
    auto failed = disk_fault("mapping");
    ::close(descriptor);
    return failed;
  }
  std::unique_ptr<LegStore> opened{
      new LegStore(descriptor, static_cast<std::uint8_t*>(memory), key)};
  opened->read_all();
  return opened;
}

LegStore::LegStore(int descriptor, std::uint8_t* memory, const Key& key)
    : descriptor_(descriptor), memory_(memory), key_(key) {}

LegStore::~LegStore() {
  ::munmap(memory_, file_size);
  ::close(descriptor_);
}

std::uint8_t* LegStore::page(std::size_t slot, unsigned half) {
  return memory_ + page_size + slot * slot_size + half * page_size;
}

const std::uint8_t* LegStore::page(std::size_t slot, unsigned half) const {
  return memory_ + page_size + slot * slot_size + half * page_size;
}

LegStore::Head LegStore::head() const {
  if (std::memcmp(memory_, magic.data(), magic.size()) != 0) return {};
  return {.used = std::min<std::uint64_t>(load<std::uint64_t>(memory_ + used_at), slots_max),
          .tries = load<std::uint64_t>(memory_ + tries_at)};
}

bool LegStore::holds_calls(const std::string& path, const Key& key) {
  RELEVO_ASSERT(sodium_init() >= 0);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return false;
  struct stat seen{};
  const bool ours = look_at_owner(descriptor, path) && ::fstat(descriptor, &seen) == 0 &&
                    seen.st_size == static_cast<off_t>(file_size);
  void* memory =
      ours ? ::mmap(nullptr, file_size, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
  if (memory == MAP_FAILED) {
    ::close(descriptor);
    return false;
  }
  const LegStore store{descriptor, static_cast<std::uint8_t*>(memory), key};
  const auto [used, tries] = store.head();
  if (tries >= tries_max) return false;
  for (std::size_t slot = 0; slot < used; ++slot) {
    if (store.holds_call(slot)) return true;
  }
  return false;
}

bool LegStore::holds_call(std::size_t slot) const {
  const Bytes plain = last_writing(slot);
  if (plain.empty() || plain[0] != record_version) return false;
  const auto kind = static_cast<Kind>(plain[1]);
  if (kind != Kind::contact) return kind == Kind::leg;
  ContactRecord contact;
  return decode(ByteView{plain}.subspan(plain_head), contact) && contact.recorded_since != Time{};
}

void LegStore::read_all() {
  const auto [used, tries] = head();
  const bool poisoned = tries >= tries_max;
  for (std::size_t slot = slots_max; slot > used; --slot) free_.push_back(slot - 1);
  for (std::size_t slot = 0; slot < used; ++slot) {
    if (poisoned) {
      found_.set_aside += load<std::uint64_t>(page(slot, 0) + generation_at) != 0 ? 1 : 0;
    } else if (read_slot(slot)) {
      continue;
    }
    std::memset(page(slot, 0), 0, slot_size);
    free_.push_back(slot);
  }
  std::memcpy(memory_, magic.data(), magic.size());
  store<std::uint64_t>(memory_ + used_at, used);
  store<std::uint64_t>(memory_ + tries_at, poisoned ? 0 : tries);
}

void LegStore::resuming() {
  store<std::uint64_t>(memory_ + tries_at, load<std::uint64_t>(memory_ + tries_at) + 1);
}

void LegStore::resumed() { store<std::uint64_t>(memory_ + tries_at, 0); }

// False when nothing that can be used stands there.
bool LegStore::read_slot(std::size_t slot) {
  const bool written = load<std::uint64_t>(page(slot, 0) + generation_at) != 0 ||
                       load<std::uint64_t>(page(slot, 1) + generation_at) != 0;
  if (!written) return false;
  const Bytes plain = last_writing(slot);
  if (!plain.empty()) {
    generation_ = std::max(generation_, load<std::uint64_t>(plain.data() + plain_generation_at));
  }
  const bool taken = !plain.empty() && plain[0] == record_version &&
                     take(slot, static_cast<Kind>(plain[1]), ByteView{plain}.subspan(plain_head));
  if (!taken) ++found_.damaged;
  return taken;
}

bool LegStore::take(std::size_t slot, Kind kind, ByteView fields_bytes) {
  std::string name;
  switch (kind) {
    case Kind::leg: {
      LegRecord leg;
      if (!decode(fields_bytes, leg)) return false;
      name = name_of(leg.leg);
      if (slot_of_.contains(name)) return false;
      found_.legs.push_back(std::move(leg));
      break;
    }
    case Kind::device: {
      DeviceRecord device;
      if (!decode(fields_bytes, device)) return false;
      std::size_t index = 0;
      while (slot_of_.contains(name_of(device.user, index))) ++index;
      name = name_of(device.user, index);
      found_.devices.push_back(std::move(device));
      break;
    }
    case Kind::contact: {
      ContactRecord contact;
      if (!decode(fields_bytes, contact)) return false;
      name = name_of(contact.desired.contact);
      if (slot_of_.contains(name)) return false;
      found_.contacts.push_back(std::move(contact));
      break;
    }
    case Kind::phone: {
      PhoneRecord phone;
      if (!decode(fields_bytes, phone)) return false;
      name = name_of_phone(phone.user);
      if (slot_of_.contains(name)) return false;
      found_.phones.push_back(std::move(phone));
      break;
    }
    default:
      return false;
  }
  return slot_of_.emplace(std::move(name), slot).second;
}

// Of the two that can be read the later one; empty: none can.
Bytes LegStore::last_writing(std::size_t slot) const {
  Bytes last;
  std::uint64_t best = 0;
  for (const unsigned half : {0U, 1U}) {
    std::uint64_t generation = 0;
    Bytes candidate;
    if (unseal(slot, half, generation, candidate) && generation > best) {
      best = generation;
      last = std::move(candidate);
    }
  }
  return last;
}

bool LegStore::unseal(std::size_t slot, unsigned half, std::uint64_t& generation,
                      Bytes& plain) const {
  const std::uint8_t* at = page(slot, half);
  generation = load<std::uint64_t>(at + generation_at);
  const auto size = load<std::uint32_t>(at + size_at);
  if (generation == 0 || size < crypto_secretbox_MACBYTES + plain_head || size > box_size_max) {
    return false;
  }
  plain.resize(size - crypto_secretbox_MACBYTES);
  return crypto_secretbox_open_easy(plain.data(), at + box_at, size, at + nonce_at, key_.data()) ==
             0 &&
         load<std::uint64_t>(plain.data() + plain_generation_at) == generation;
}

bool LegStore::write(const std::string& name, Kind kind, const Bytes& fields_bytes) {
  Bytes plain{record_version, static_cast<std::uint8_t>(kind)};
  plain.resize(plain_head);
  store(plain.data() + plain_generation_at, ++generation_);
  plain.insert(plain.end(), fields_bytes.begin(), fields_bytes.end());
  const std::size_t size = plain.size() + crypto_secretbox_MACBYTES;
  if (size > box_size_max) return false;
  auto found = slot_of_.find(name);
  if (found == slot_of_.end()) {
    if (free_.empty()) return false;
    // A hole in a full tmpfs would kill us at the first touch; this says it before.
    const auto offset = static_cast<off_t>(page_size + free_.back() * slot_size);
    if (::posix_fallocate(descriptor_, offset, slot_size) != 0) return false;
    found = slot_of_.emplace(name, free_.back()).first;
    free_.pop_back();
    const auto used = load<std::uint64_t>(memory_ + used_at);
    store(memory_ + used_at, std::max<std::uint64_t>(used, found->second + 1));
  }
  const std::size_t slot = found->second;
  const bool first_is_older = load<std::uint64_t>(page(slot, 0) + generation_at) <=
                              load<std::uint64_t>(page(slot, 1) + generation_at);
  std::uint8_t* at = page(slot, first_is_older ? 0 : 1);
  store<std::uint64_t>(at + generation_at, 0);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  randombytes_buf(at + nonce_at, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(at + box_at, plain.data(), plain.size(), at + nonce_at, key_.data());
  store(at + size_at, static_cast<std::uint32_t>(size));
  std::atomic_signal_fence(std::memory_order_seq_cst);
  store(at + generation_at, generation_);  // Last: until now the page counts as empty.
  return true;
}

void LegStore::erase(const std::string& name) {
  const auto found = slot_of_.find(name);
  if (found == slot_of_.end()) return;
  // The older page first: a kill in between must not bring an earlier writing back.
  const std::size_t slot = found->second;
  const bool first_is_older = load<std::uint64_t>(page(slot, 0) + generation_at) <=
                              load<std::uint64_t>(page(slot, 1) + generation_at);
  store<std::uint64_t>(page(slot, first_is_older ? 0 : 1) + generation_at, 0);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  std::memset(page(slot, 0), 0, slot_size);
  free_.push_back(slot);
  slot_of_.erase(found);
}

bool LegStore::put(const LegRecord& leg) {
  Bytes bytes;
  encode(bytes, leg);
  return write(name_of(leg.leg), Kind::leg, bytes);
}

void LegStore::erase(LegId leg) { erase(name_of(leg)); }

bool LegStore::put(const ContactRecord& contact) {
  Bytes bytes;
  encode(bytes, contact);
  return write(name_of(contact.desired.contact), Kind::contact, bytes);
}

void LegStore::erase(ContactId contact) { erase(name_of(contact)); }

bool LegStore::put(const PhoneRecord& phone) {
  Bytes bytes;
  encode(bytes, phone);
  return write(name_of_phone(phone.user), Kind::phone, bytes);
}

void LegStore::erase_phone(const std::string& user) { erase(name_of_phone(user)); }

bool LegStore::put_devices(const std::string& user, const std::vector<DeviceRecord>& devices) {
  bool all_fit = true;
  std::size_t index = 0;
  for (const DeviceRecord& device : devices) {
    Bytes bytes;
    encode(bytes, device);
    all_fit = write(name_of(user, index), Kind::device, bytes) && all_fit;
    ++index;
  }
  for (; slot_of_.contains(name_of(user, index)); ++index) erase(name_of(user, index));
  return all_fit;
}

}  // namespace relevo::voice
