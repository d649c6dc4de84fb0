#pragma once
#include <sqlite3.h>

/* Swift calls no function of a varying number of arguments. */
static inline int paigong_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
