// Sealed records in a memory-mapped file that outlives a kill: of legs, devices, contacts, phones.
//
// The file is a head of one page and slots of two pages. A slot holds the last two writings of
// its record, one per page, so that a kill in the middle of a writing leaves the one before:
//   u64 generation (0 = nothing), u32 size, 24 bytes nonce, then the sealed bytes, `size` of them
// Sealed (crypto_secretbox of libsodium) are: u8 version, u8 kind, u64 generation, the fields.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/logger.h"
#include "base/result.h"
#include "voice/contact_record.h"
#include "voice/device_record.h"
#include "voice/leg_record.h"
#include "voice/phone_record.h"

namespace relevo::voice {

/// One thread. The file must lie on a tmpfs: nothing is synced.
class LegStore {
 public:
  // A record of another one is not resumed. 1 was in a file of another name.
  static constexpr std::uint8_t record_version = 2;
  static constexpr std::size_t slots_max = 16'384;
  static constexpr std::uint64_t tries_max = 5;  // In a row, to resume what was found.

  using Key = std::array<std::uint8_t, 32>;

  /// What was found at the start.
  struct Found {
    std::vector<LegRecord> legs;
    std::vector<DeviceRecord> devices;
    std::vector<ContactRecord> contacts;
    std::vector<PhoneRecord> phones;
    std::size_t damaged = 0;    // Also sealed with another key, or by a later version.
    std::size_t set_aside = 0;  // Every record, because tries_max processes died over them.
  };

  /// Opens or makes the file and reads what an earlier process left. That stays there until it is
  /// put anew or erased, because this process may be killed as well while it resumes; what cannot
  /// be read is erased. Fault disk, also for a file that is not of this user alone (mode 0600);
  /// fenced: another process has it open as its leg store. Neither changes anything in it.
  static Result<std::unique_ptr<LegStore>> open(const std::string& path, const Key& key);
  /// Whether an earlier process left legs there that the next one would find, or a contact whose
  /// recording it has to finish. Takes nothing and changes nothing, so that it is in nobody's way;
  /// a store that is not of this user alone has none.
  static bool holds_calls(const std::string& path, const Key& key);

  ~LegStore();
  LegStore(const LegStore&) = delete;
  LegStore& operator=(const LegStore&) = delete;

  const Found& found() const { return found_; }

  /// What was found is about to be resumed, and has been. A process that dies between the two may
  /// have died of a record: after tries_max of them the next begins with nothing, instead of dying
  /// as well.
  void resuming();
  void resumed();

  std::size_t slots_used() const { return slot_of_.size(); }

  /// Writes a leg, anew or again. False when it does not fit or no slot is free.
  bool put(const LegRecord& leg);
  void erase(LegId leg);

  /// What is wanted of a contact, anew or again. False as for a leg.
  bool put(const ContactRecord& contact);
  void erase(ContactId contact);

  /// The phone in a user's page, anew or again. False as for a leg.
  bool put(const PhoneRecord& phone);
  void erase_phone(const std::string& user);

  /// The devices of a user, all of them; none erases what there was. False as in put.
  bool put_devices(const std::string& user, const std::vector<DeviceRecord>& devices);

 private:
  enum class Kind : std::uint8_t { leg = 1, device = 2, contact = 3, phone = 4 };

  LegStore(int descriptor, std::uint8_t* memory, const Key& key);

  /// How many slots were ever used, and how many processes in a row died over them.
  struct Head {
    std::uint64_t used = 0;
    std::uint64_t tries = 0;
  };

  Head head() const;
  bool holds_call(std::size_t slot) const;
  void read_all();
  bool read_slot(std::size_t slot);
  bool take(std::size_t slot, Kind kind, ByteView fields);
  Bytes last_writing(std::size_t slot) const;
  bool unseal(std::size_t slot, unsigned half, std::uint64_t& generation, Bytes& plain) const;
  bool write(const std::string& name, Kind kind, const Bytes& fields);
  void erase(const std::string& name);
  std::uint8_t* page(std::size_t slot, unsigned half);
  const std::uint8_t* page(std::size_t slot, unsigned half) const;

  int descriptor_;
  std::uint8_t* memory_;
  Key key_;
  Found found_;
  std::map<std::string, std::size_t, std::less<>> slot_of_;
  std::vector<std::size_t> free_;
  std::uint64_t generation_ = 0;
};

}  // namespace relevo::voice
