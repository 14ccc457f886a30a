#include "CSampleData.h"

/* The compiler copies the bytes in as they are (C23), so that no generated file can be out of date. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sp500[] = {
#embed "../../datasets/sp500-daily.csv"
};

static const unsigned char vix[] = {
#embed "../../datasets/vix-daily.csv"
};

static const unsigned char wti[] = {
#embed "../../datasets/wti-daily.csv"
};

static const csd_table tables[] = {
    {"sp500", sp500, sizeof sp500},
    {"vix", vix, sizeof vix},
    {"wti", wti, sizeof wti},
};

size_t csd_count(void) { return sizeof tables / sizeof tables[0]; }

csd_table csd_get(size_t number) { return tables[number]; }
