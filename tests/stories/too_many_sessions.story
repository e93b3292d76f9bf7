# A user may be signed in twenty times at once. Who signs in once more loses the oldest: what was
# left open somewhere locks nobody out.

queue billing
agent ana

at 1s    open_session ana
         -> session_opened s1 ana expires_at=8h1s
at 2s    open_session ana
         -> session_opened s2 ana expires_at=8h2s
at 3s    open_session ana
         -> session_opened s3 ana expires_at=8h3s
at 4s    open_session ana
         -> session_opened s4 ana expires_at=8h4s
at 5s    open_session ana
         -> session_opened s5 ana expires_at=8h5s
at 6s    open_session ana
         -> session_opened s6 ana expires_at=8h6s
at 7s    open_session ana
         -> session_opened s7 ana expires_at=8h7s
at 8s    open_session ana
         -> session_opened s8 ana expires_at=8h8s
at 9s    open_session ana
         -> session_opened s9 ana expires_at=8h9s
at 10s    open_session ana
         -> session_opened s10 ana expires_at=8h10s
at 11s    open_session ana
         -> session_opened s11 ana expires_at=8h11s
at 12s    open_session ana
         -> session_opened s12 ana expires_at=8h12s
at 13s    open_session ana
         -> session_opened s13 ana expires_at=8h13s
at 14s    open_session ana
         -> session_opened s14 ana expires_at=8h14s
at 15s    open_session ana
         -> session_opened s15 ana expires_at=8h15s
at 16s    open_session ana
         -> session_opened s16 ana expires_at=8h16s
at 17s    open_session ana
         -> session_opened s17 ana expires_at=8h17s
at 18s    open_session ana
         -> session_opened s18 ana expires_at=8h18s
at 19s    open_session ana
         -> session_opened s19 ana expires_at=8h19s
at 20s    open_session ana
         -> session_opened s20 ana expires_at=8h20s
at 21s    open_session ana
         -> session_closed s1 ana end=revoked
         -> session_opened s21 ana expires_at=8h21s
at 22s    close_session s1
         !! session_not_found
at 23s    close_session s2
         -> session_closed s2 ana end=signed_out
at 24s    open_session ana
         -> session_opened s22 ana expires_at=8h24s
