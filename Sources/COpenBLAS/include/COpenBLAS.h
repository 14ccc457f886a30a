#pragma once

#include <stdbool.h>
#include <stdint.h>

/// The routines of OpenBLAS that mamba calls, by the names and in the forms of CBLAS and LAPACK.
///
/// The library is opened when it is first needed and not linked, since its start costs more than
/// mamba's own, and since its two settings that decide the last bits of a sum have to be made first.
struct openblas_routines {
  void (*sgemm)(int32_t layout, int32_t transpose_a, int32_t transpose_b, int32_t m, int32_t n,
                int32_t k, float alpha, const float *a, int32_t lda, const float *b, int32_t ldb,
                float beta, float *c, int32_t ldc);
  void (*dgemm)(int32_t layout, int32_t transpose_a, int32_t transpose_b, int32_t m, int32_t n,
                int32_t k, double alpha, const double *a, int32_t lda, const double *b, int32_t ldb,
                double beta, double *c, int32_t ldc);
  void (*dposv)(const char *triangle, const int32_t *order, const int32_t *right_sides,
                double *matrix, const int32_t *lda, double *solutions, const int32_t *ldb,
                int32_t *info);
};

/// Returns the name of the kernels that OpenBLAS will use; "native" for those of the processor.
const char *openblas_kernels(void);

/// Opens OpenBLAS on one thread and with the kernels of one processor, and finds the routines.
///
/// Returns false where the library or one of the routines is missing. To be called once.
bool openblas_open(struct openblas_routines *routines);
