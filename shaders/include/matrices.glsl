// Matrices of 16×16 that a subgroup multiplies together: the device's own, or the same spelled out, so that all around them is tested
// where no device has any. Elements are addressed as (row · stride + column) from an element of an array on.
#ifdef EMULATED

// Every invocation holds all of it.
struct Matrix {
    float at[256];
};
#define LEFT Matrix
#define RIGHT Matrix
#define SUMS Matrix
#define EACH [[dont_unroll]] // compiled sooner

#define LOAD(matrix, array, element, stride) \
    [[dont_unroll]] for (uint i_ = 0; i_ < 256; i_++) { \
        matrix.at[i_] = float(array[(element) + i_ / 16 * (stride) + i_ % 16]); \
    }
#define STORE(matrix, array, element, stride) \
    [[dont_unroll]] for (uint i_ = gl_SubgroupInvocationID; i_ < 256; i_ += SUBGROUP) { \
        array[(element) + i_ / 16 * (stride) + i_ % 16] = matrix.at[i_]; \
    }
#define CLEAR(matrix) \
    [[dont_unroll]] for (uint i_ = 0; i_ < 256; i_++) { \
        matrix.at[i_] = 0; \
    }
#define MULTIPLY_ADD(left, right, sums) \
    [[dont_unroll]] for (uint i_ = 0; i_ < 256; i_++) { \
        [[dont_unroll]] for (uint k_ = 0; k_ < 16; k_++) { \
            sums.at[i_] = fma(left.at[i_ / 16 * 16 + k_], right.at[k_ * 16 + i_ % 16], sums.at[i_]); \
        } \
    }

#else

#define LEFT coopmat<float16_t, gl_ScopeSubgroup, 16, 16, gl_MatrixUseA>
#define RIGHT coopmat<float16_t, gl_ScopeSubgroup, 16, 16, gl_MatrixUseB>
#define SUMS coopmat<float, gl_ScopeSubgroup, 16, 16, gl_MatrixUseAccumulator>
#define EACH [[unroll]]

#define LOAD(matrix, array, element, stride) coopMatLoad(matrix, array, element, stride, gl_CooperativeMatrixLayoutRowMajor)
#define STORE(matrix, array, element, stride) coopMatStore(matrix, array, element, stride, gl_CooperativeMatrixLayoutRowMajor)
#define CLEAR(matrix) matrix = SUMS(0.0)
#define MULTIPLY_ADD(left, right, sums) sums = coopMatMulAdd(left, right, sums)

#endif
