# A message waits for each of its agents until they have read it, also for who is not signed in. Who
# has fifty of them gets no more; it is refused when that is all it is for.

queue billing
agent ana ready
agent ben
user boss

at 1s    send_message boss 1 ana ben ana urgent=yes
         -> message_sent message=1 ana by=boss urgent=yes
         -> message_sent message=1 ben by=boss urgent=yes
at 2s    read_message ben 1
         -> message_read message=1 ben
at 3s    read_message ben 1
         !! message_not_found
at 4s    read_message nobody 1
         !! agent_not_found
at 5s    send_message boss 2 nobody
         !! agent_not_found
at 6s    send_message boss 2
         !! agent_not_found
at 7s   send_message boss 3 ana
         -> message_sent message=3 ana by=boss
at 8s   send_message boss 4 ana
         -> message_sent message=4 ana by=boss
at 9s   send_message boss 5 ana
         -> message_sent message=5 ana by=boss
at 10s   send_message boss 6 ana
         -> message_sent message=6 ana by=boss
at 11s   send_message boss 7 ana
         -> message_sent message=7 ana by=boss
at 12s   send_message boss 8 ana
         -> message_sent message=8 ana by=boss
at 13s   send_message boss 9 ana
         -> message_sent message=9 ana by=boss
at 14s   send_message boss 10 ana
         -> message_sent message=10 ana by=boss
at 15s   send_message boss 11 ana
         -> message_sent message=11 ana by=boss
at 16s   send_message boss 12 ana
         -> message_sent message=12 ana by=boss
at 17s   send_message boss 13 ana
         -> message_sent message=13 ana by=boss
at 18s   send_message boss 14 ana
         -> message_sent message=14 ana by=boss
at 19s   send_message boss 15 ana
         -> message_sent message=15 ana by=boss
at 20s   send_message boss 16 ana
         -> message_sent message=16 ana by=boss
at 21s   send_message boss 17 ana
         -> message_sent message=17 ana by=boss
at 22s   send_message boss 18 ana
         -> message_sent message=18 ana by=boss
at 23s   send_message boss 19 ana
         -> message_sent message=19 ana by=boss
at 24s   send_message boss 20 ana
         -> message_sent message=20 ana by=boss
at 25s   send_message boss 21 ana
         -> message_sent message=21 ana by=boss
at 26s   send_message boss 22 ana
         -> message_sent message=22 ana by=boss
at 27s   send_message boss 23 ana
         -> message_sent message=23 ana by=boss
at 28s   send_message boss 24 ana
         -> message_sent message=24 ana by=boss
at 29s   send_message boss 25 ana
         -> message_sent message=25 ana by=boss
at 30s   send_message boss 26 ana
         -> message_sent message=26 ana by=boss
at 31s   send_message boss 27 ana
         -> message_sent message=27 ana by=boss
at 32s   send_message boss 28 ana
         -> message_sent message=28 ana by=boss
at 33s   send_message boss 29 ana
         -> message_sent message=29 ana by=boss
at 34s   send_message boss 30 ana
         -> message_sent message=30 ana by=boss
at 35s   send_message boss 31 ana
         -> message_sent message=31 ana by=boss
at 36s   send_message boss 32 ana
         -> message_sent message=32 ana by=boss
at 37s   send_message boss 33 ana
         -> message_sent message=33 ana by=boss
at 38s   send_message boss 34 ana
         -> message_sent message=34 ana by=boss
at 39s   send_message boss 35 ana
         -> message_sent message=35 ana by=boss
at 40s   send_message boss 36 ana
         -> message_sent message=36 ana by=boss
at 41s   send_message boss 37 ana
         -> message_sent message=37 ana by=boss
at 42s   send_message boss 38 ana
         -> message_sent message=38 ana by=boss
at 43s   send_message boss 39 ana
         -> message_sent message=39 ana by=boss
at 44s   send_message boss 40 ana
         -> message_sent message=40 ana by=boss
at 45s   send_message boss 41 ana
         -> message_sent message=41 ana by=boss
at 46s   send_message boss 42 ana
         -> message_sent message=42 ana by=boss
at 47s   send_message boss 43 ana
         -> message_sent message=43 ana by=boss
at 48s   send_message boss 44 ana
         -> message_sent message=44 ana by=boss
at 49s   send_message boss 45 ana
         -> message_sent message=45 ana by=boss
at 50s   send_message boss 46 ana
         -> message_sent message=46 ana by=boss
at 51s   send_message boss 47 ana
         -> message_sent message=47 ana by=boss
at 52s   send_message boss 48 ana
         -> message_sent message=48 ana by=boss
at 53s   send_message boss 49 ana
         -> message_sent message=49 ana by=boss
at 54s   send_message boss 50 ana
         -> message_sent message=50 ana by=boss
at 55s   send_message boss 51 ana
         -> message_sent message=51 ana by=boss
at 60s   send_message boss 52 ana ben
         -> message_sent message=52 ben by=boss
at 61s   send_message boss 53 ana
         !! messages_full
at 62s   read_message ana 20
         -> message_read message=20 ana
at 63s   send_message boss 53 ana
         -> message_sent message=53 ana by=boss
# A reason has room of its own.
at 64s   force_state ana off_phone_work 54 by=boss
         -> agent_state_changed ana from=ready to=off_phone_work cause=supervisor by=boss
              lasted=1m4s
         -> message_sent message=54 ana by=boss urgent=yes reason_for=off_phone_work
at 65s   force_state ana off_phone_work 55 by=boss
         -> message_sent message=55 ana by=boss urgent=yes reason_for=off_phone_work
at 66s   force_state ana off_phone_work 56 by=boss
         -> message_sent message=56 ana by=boss urgent=yes reason_for=off_phone_work
at 67s   force_state ana off_phone_work 57 by=boss
         -> message_sent message=57 ana by=boss urgent=yes reason_for=off_phone_work
at 68s   force_state ana off_phone_work 58 by=boss
         -> message_sent message=58 ana by=boss urgent=yes reason_for=off_phone_work
at 69s   force_state ana off_phone_work 59 by=boss
         -> message_sent message=59 ana by=boss urgent=yes reason_for=off_phone_work
at 70s   force_state ana off_phone_work 60 by=boss
         -> message_sent message=60 ana by=boss urgent=yes reason_for=off_phone_work
at 71s   force_state ana off_phone_work 61 by=boss
         -> message_sent message=61 ana by=boss urgent=yes reason_for=off_phone_work
at 72s   force_state ana off_phone_work 62 by=boss
         -> message_sent message=62 ana by=boss urgent=yes reason_for=off_phone_work
at 73s   force_state ana off_phone_work 63 by=boss
         -> message_sent message=63 ana by=boss urgent=yes reason_for=off_phone_work
at 74s   force_state ana off_phone_work 64 by=boss
         -> message_sent message=64 ana by=boss urgent=yes reason_for=off_phone_work
at 75s   force_state ana off_phone_work 65 by=boss
         -> message_sent message=65 ana by=boss urgent=yes reason_for=off_phone_work
at 76s   force_state ana off_phone_work 66 by=boss
         -> message_sent message=66 ana by=boss urgent=yes reason_for=off_phone_work
at 77s   force_state ana off_phone_work 67 by=boss
         -> message_sent message=67 ana by=boss urgent=yes reason_for=off_phone_work
at 78s   force_state ana off_phone_work 68 by=boss
         -> message_sent message=68 ana by=boss urgent=yes reason_for=off_phone_work
at 79s   force_state ana off_phone_work 69 by=boss
         -> message_sent message=69 ana by=boss urgent=yes reason_for=off_phone_work
at 80s   force_state ana off_phone_work 70 by=boss
         -> message_sent message=70 ana by=boss urgent=yes reason_for=off_phone_work
at 81s   force_state ana off_phone_work 71 by=boss
         -> message_sent message=71 ana by=boss urgent=yes reason_for=off_phone_work
at 82s   force_state ana off_phone_work 72 by=boss
         -> message_sent message=72 ana by=boss urgent=yes reason_for=off_phone_work
at 83s   force_state ana off_phone_work 73 by=boss
         -> message_sent message=73 ana by=boss urgent=yes reason_for=off_phone_work
at 84s   force_state ana off_phone_work 74 by=boss
         -> message_sent message=74 ana by=boss urgent=yes reason_for=off_phone_work
at 85s   force_state ana off_phone_work 75 by=boss
         -> message_sent message=75 ana by=boss urgent=yes reason_for=off_phone_work
at 86s   force_state ana off_phone_work 76 by=boss
         -> message_sent message=76 ana by=boss urgent=yes reason_for=off_phone_work
at 87s   force_state ana off_phone_work 77 by=boss
         -> message_sent message=77 ana by=boss urgent=yes reason_for=off_phone_work
at 88s   force_state ana off_phone_work 78 by=boss
         -> message_sent message=78 ana by=boss urgent=yes reason_for=off_phone_work
at 89s   force_state ana off_phone_work 79 by=boss
         -> message_sent message=79 ana by=boss urgent=yes reason_for=off_phone_work
at 90s   force_state ana off_phone_work 80 by=boss
         -> message_sent message=80 ana by=boss urgent=yes reason_for=off_phone_work
at 91s   force_state ana off_phone_work 81 by=boss
         -> message_sent message=81 ana by=boss urgent=yes reason_for=off_phone_work
at 92s   force_state ana off_phone_work 82 by=boss
         -> message_sent message=82 ana by=boss urgent=yes reason_for=off_phone_work
at 93s   force_state ana off_phone_work 83 by=boss
         -> message_sent message=83 ana by=boss urgent=yes reason_for=off_phone_work
at 94s   force_state ana off_phone_work 84 by=boss
         -> message_sent message=84 ana by=boss urgent=yes reason_for=off_phone_work
at 95s   force_state ana off_phone_work 85 by=boss
         -> message_sent message=85 ana by=boss urgent=yes reason_for=off_phone_work
at 96s   force_state ana off_phone_work 86 by=boss
         -> message_sent message=86 ana by=boss urgent=yes reason_for=off_phone_work
at 97s   force_state ana off_phone_work 87 by=boss
         -> message_sent message=87 ana by=boss urgent=yes reason_for=off_phone_work
at 98s   force_state ana off_phone_work 88 by=boss
         -> message_sent message=88 ana by=boss urgent=yes reason_for=off_phone_work
at 99s   force_state ana off_phone_work 89 by=boss
         -> message_sent message=89 ana by=boss urgent=yes reason_for=off_phone_work
at 100s   force_state ana off_phone_work 90 by=boss
         -> message_sent message=90 ana by=boss urgent=yes reason_for=off_phone_work
at 101s   force_state ana off_phone_work 91 by=boss
         -> message_sent message=91 ana by=boss urgent=yes reason_for=off_phone_work
at 102s   force_state ana off_phone_work 92 by=boss
         -> message_sent message=92 ana by=boss urgent=yes reason_for=off_phone_work
at 103s   force_state ana off_phone_work 93 by=boss
         -> message_sent message=93 ana by=boss urgent=yes reason_for=off_phone_work
at 104s   force_state ana off_phone_work 94 by=boss
         -> message_sent message=94 ana by=boss urgent=yes reason_for=off_phone_work
at 105s   force_state ana off_phone_work 95 by=boss
         -> message_sent message=95 ana by=boss urgent=yes reason_for=off_phone_work
at 106s   force_state ana off_phone_work 96 by=boss
         -> message_sent message=96 ana by=boss urgent=yes reason_for=off_phone_work
at 107s   force_state ana off_phone_work 97 by=boss
         -> message_sent message=97 ana by=boss urgent=yes reason_for=off_phone_work
at 108s   force_state ana off_phone_work 98 by=boss
         -> message_sent message=98 ana by=boss urgent=yes reason_for=off_phone_work
at 109s   force_state ana off_phone_work 99 by=boss
         -> message_sent message=99 ana by=boss urgent=yes reason_for=off_phone_work
at 110s   force_state ana off_phone_work 100 by=boss
         -> message_sent message=100 ana by=boss urgent=yes reason_for=off_phone_work
at 111s   force_state ana off_phone_work 101 by=boss
         -> message_sent message=101 ana by=boss urgent=yes reason_for=off_phone_work
at 112s   force_state ana off_phone_work 102 by=boss
         -> message_sent message=102 ana by=boss urgent=yes reason_for=off_phone_work
at 113s   force_state ana off_phone_work 103 by=boss
         -> message_sent message=103 ana by=boss urgent=yes reason_for=off_phone_work
at 120s  force_state ana ready 104 by=boss
         !! messages_full
