#ifndef CSAMPLEDATA_H
#define CSAMPLEDATA_H

#include <stddef.h>

/* A table of datasets/ as the program carries it. */
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} csd_table;

/* How many tables there are, in the order of their names. */
size_t csd_count(void);

/* The table of that number, which has to be below csd_count(). */
csd_table csd_get(size_t number);

#endif
