// How many descriptors a process may have: as many as the system lets it.
#pragma once

namespace relevo {

/// Raises the soft limit of open descriptors, often 1,024, to the hard one; children inherit it.
/// Each call has four sockets and each viewer one, and whoever opens connections and says nothing
/// must not take them away from calls. Where the system refuses, the old limit stays.
void raise_descriptor_limit();

}  // namespace relevo
