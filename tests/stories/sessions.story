# A sign-in at the door lasts for the time it was given, or until it is closed. Both are events, so
# that a replay knows who was there.

queue billing
agent ana

at 0s    open_session ana lasts=8h
         -> session_opened s1 ana expires_at=8h
at 1s    open_session ana lasts=10m
         -> session_opened s2 ana expires_at=10m1s
at 10m1s tick
         -> session_closed s2 ana end=expired
at 11m   close_session s1
         -> session_closed s1 ana end=signed_out
at 12m   close_session s1
         !! session_not_found
at 13m   open_session nobody
         !! user_not_found
