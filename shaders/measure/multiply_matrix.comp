// The product of multiply.comp with cooperative matrices of float16, summed in float32: what a device does at most in a kernel like
// network/convolve_matrix.comp. Each of a workgroup's four subgroups makes 64 × 64 of its 128 × 128 values. No matrix lies transposed.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_KHR_shader_subgroup_basic : require
#ifndef EMULATED
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_cooperative_matrix : require
#pragma use_vulkan_memory_model
#endif

layout(constant_id = 0) const uint SIZE = 1024; // a multiple of 128
layout(constant_id = 1) const uint DEPTH = 32;  // a multiple of 16
layout(local_size_x_id = 2) in;                 // 4 · SUBGROUP
layout(constant_id = 3) const uint SUBGROUP = 32;

#include "matrices.glsl"

layout(set = 0, binding = 0) readonly buffer Left { f16vec4 left[]; };
layout(set = 0, binding = 1) readonly buffer Right { f16vec4 right[]; };
layout(set = 0, binding = 2) buffer Product { float product[]; };

const uint TILE = 128;
const uint LEFT_PITCH = DEPTH + 8; // rows in different banks, at multiples of 16 bytes
const uint RIGHT_PITCH = TILE + 8;

shared float16_t lefts[TILE * LEFT_PITCH];
shared float16_t rights[DEPTH * RIGHT_PITCH];

void main() {
    uvec2 tile = gl_WorkGroupID.xy * TILE;
    uvec2 part = uvec2(gl_SubgroupID % 2, gl_SubgroupID / 2) * 64;
    SUMS sums[16];
    EACH for (uint i = 0; i < 16; i++) {
        CLEAR(sums[i]);
    }
    for (uint start = 0; start < SIZE; start += DEPTH) {
        for (uint i = gl_LocalInvocationIndex; i < TILE * DEPTH / 4; i += 4 * SUBGROUP) {
            uint row = i / (DEPTH / 4), column = i % (DEPTH / 4) * 4;
            f16vec4 four = left[((tile.y + row) * SIZE + start + column) / 4];
            [[unroll]] for (uint j = 0; j < 4; j++) {
                lefts[row * LEFT_PITCH + column + j] = four[j];
            }
            row = i / (TILE / 4);
            column = i % (TILE / 4) * 4;
            four = right[((start + row) * SIZE + tile.x + column) / 4];
            [[unroll]] for (uint j = 0; j < 4; j++) {
                rights[row * RIGHT_PITCH + column + j] = four[j];
            }
        }
        barrier();
        for (uint k = 0; k < DEPTH; k += 16) {
            RIGHT columns[4];
            EACH for (uint i = 0; i < 4; i++) {
                LOAD(columns[i], rights, k * RIGHT_PITCH + part.x + 16 * i, RIGHT_PITCH);
            }
            EACH for (uint r = 0; r < 4; r++) {
                LEFT row;
                LOAD(row, lefts, (part.y + 16 * r) * LEFT_PITCH + k, LEFT_PITCH);
                EACH for (uint c = 0; c < 4; c++) {
                    MULTIPLY_ADD(row, columns[c], sums[4 * r + c]);
                }
            }
        }
        barrier();
    }
    EACH for (uint i = 0; i < 16; i++) {
        STORE(sums[i], product, (tile.y + part.y + i / 4 * 16) * SIZE + tile.x + part.x + i % 4 * 16, SIZE);
    }
}
