// A product of two SIZE × SIZE matrices, to see how many operations a second a device does. Each workgroup makes 128 × 128 values,
// each invocation 8 × 8 of them, so that arithmetic and not memory is what it waits for. The left matrix lies transposed: [depth][row].
#version 460
#extension GL_EXT_control_flow_attributes : require
#ifdef HALF_STORAGE
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#extension GL_EXT_shader_16bit_storage : require
#define FOUR f16vec4
#else
#define FOUR vec4
#endif

layout(local_size_x = 256) in;
layout(constant_id = 0) const uint SIZE = 1024; // a multiple of 128
layout(constant_id = 1) const uint DEPTH = 8; // values that lie in shared memory at a time, a multiple of 8

layout(set = 0, binding = 0) readonly buffer Left { FOUR left[]; };
layout(set = 0, binding = 1) readonly buffer Right { FOUR right[]; };
layout(set = 0, binding = 2) writeonly buffer Product { FOUR product[]; };

const uint TILE = 32; // in groups of four

shared FOUR lefts[DEPTH * TILE];
shared FOUR rights[DEPTH * TILE];

void main() {
    uint local = gl_LocalInvocationIndex;
    uint across = local % 16, down = local / 16;
    uvec2 tile = gl_WorkGroupID.xy * TILE;
    FOUR sums[16];
    [[unroll]] for (uint i = 0; i < 16; i++) {
        sums[i] = FOUR(0);
    }
    for (uint start = 0; start < SIZE; start += DEPTH) {
        for (uint i = local; i < DEPTH * TILE; i += 256) {
            uint from = (start + i / TILE) * (SIZE / 4) + i % TILE;
            lefts[i] = left[from + tile.y];
            rights[i] = right[from + tile.x];
        }
        barrier();
        for (uint k = 0; k < DEPTH; k++) {
            FOUR rows[2] = FOUR[2](lefts[k * TILE + down], lefts[k * TILE + 16 + down]);
            FOUR columns[2] = FOUR[2](rights[k * TILE + across], rights[k * TILE + 16 + across]);
            [[unroll]] for (uint i = 0; i < 8; i++) {
                sums[2 * i] = fma(FOUR(rows[i / 4][i % 4]), columns[0], sums[2 * i]);
                sums[2 * i + 1] = fma(FOUR(rows[i / 4][i % 4]), columns[1], sums[2 * i + 1]);
            }
        }
        barrier();
    }
    [[unroll]] for (uint i = 0; i < 8; i++) {
        uint row = (tile.y + i / 4 * 16 + down) * 4 + i % 4;
        product[row * (SIZE / 4) + tile.x + across] = sums[2 * i];
        product[row * (SIZE / 4) + tile.x + 16 + across] = sums[2 * i + 1];
    }
}
