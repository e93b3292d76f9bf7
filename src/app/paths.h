// Where everything stands in the data folder.
#pragma once

#include <string>

#include "base/result.h"

namespace relevo {

struct DataPaths {
  std::string folder;     // Absolute.
  std::string lock;       // Of the one serve.
  std::string control;    // Unix socket at which it is asked for an upgrade.
  std::string log;        // Folder of segments.
  std::string snapshots;  // Folder of snapshots.
  std::string archive;    // SQLite file of ended contacts.
  std::string records;    // SQLite file.
  std::string secrets;    // Sealed file.
  std::string secrets_key;
  std::string recordings;  // Folder of CONTACT.wav.
  std::string link;        // Unix socket between core and voice.
  std::string leg_key;     // Of the leg store.
  std::string in_hand;     // What core is carrying out; on /dev/shm too.
  std::string leg_store;   // On /dev/shm, so that it outlives a process and not the machine.
};

/// Makes the folder (mode 0700) where it is missing. Fault disk.
Result<DataPaths> data_paths(const std::string& folder);

}  // namespace relevo
