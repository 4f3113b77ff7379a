// The convolution of convolve.comp with cooperative matrices, for layers whose channels come in sixteens: 16 outputs of a row times 16
// of their input channels, times 16×16 weights, for each place of the kernel.
//
// A workgroup makes a tile of 16 × (ROWS · PIXELS) outputs in LANES · DEPTH groups of four channels. Its ROWS · LANES subgroups each
// hold PIXELS rows of 16 outputs in DEPTH / 4 blocks of 16 channels as float32. The tile's input with its border lies in shared memory
// as float16, CHUNK groups of channels at a time, with all applied that came before. What is written is what convolve.comp writes.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_samplerless_texture_functions : require
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_KHR_shader_subgroup_basic : require
#ifndef EMULATED
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_cooperative_matrix : require
#pragma use_vulkan_memory_model
#endif

layout(local_size_x_id = 0) in; // ROWS · LANES · SUBGROUP
layout(constant_id = 1) const uint SIDE = 3;
layout(constant_id = 2) const uint STRIDE = 1;
layout(constant_id = 3) const uint BORDER = 1;
layout(constant_id = 4) const uint INPUT_GROUPS = 8;  // a multiple of 4
layout(constant_id = 5) const uint OUTPUT_GROUPS = 8; // a multiple of LANES · DEPTH
layout(constant_id = 6) const uint COLUMNS = 16;      // no other
layout(constant_id = 7) const uint ROWS = 4;          // a power of two
layout(constant_id = 8) const uint PIXELS = 4;
layout(constant_id = 9) const uint LANES = 1;
layout(constant_id = 10) const uint DEPTH = 8;        // a multiple of 4
layout(constant_id = 11) const uint CHUNK = 4;        // a multiple of 4
layout(constant_id = 12) const uint TERMS = 1;
layout(constant_id = 13) const uint FLAGS = 0;
layout(constant_id = 14) const uint BLOCK = 1;
layout(constant_id = 15) const bool LINEAR_SOURCE = false;
layout(constant_id = 16) const uint SUBGROUP = 32;    // a power of two up to 64; the device's

#include "maps.glsl"
#include "encoding.glsl"
#include "inputs.glsl"
#include "matrices.glsl"

// The same weights, one by one.
layout(set = 0, binding = 2) readonly buffer MatrixWeights { float16_t matrixWeights[]; };

const uint BLOCKS = DEPTH / 4; // of 16 channels
const uint TILE_HEIGHT = ROWS * PIXELS;
const uint PATCH_WIDTH = (COLUMNS - 1) * STRIDE + SIDE;
const uint PATCH_HEIGHT = (TILE_HEIGHT - 1) * STRIDE + SIDE;
const uint PATCH = PATCH_WIDTH * PATCH_HEIGHT;
const uint PITCH = CHUNK * 4 + 8; // from pixel to pixel: rows of a matrix lie in different banks, at multiples of 16 bytes

// An invocation's share of a 16×16 block: groups of four channels at pixels STEP apart.
const uint STEP = SUBGROUP / 4;
const uint SHARE = 16 / STEP;
const uint POSITIONS = ROWS * STEP;
const uint STAGING = ROWS * LANES * 256;
const uint REDUCTION = BLOCKS * LANES * 4 * POSITIONS * 4;

shared float16_t patch_[PATCH * PITCH];
shared float memory[STAGING > REDUCTION ? STAGING : REDUCTION];

vec4 memoryAt(uint at) {
    return vec4(memory[4 * at], memory[4 * at + 1], memory[4 * at + 2], memory[4 * at + 3]);
}

void keep(uint at, vec4 value) {
    memory[4 * at] = value.x;
    memory[4 * at + 1] = value.y;
    memory[4 * at + 2] = value.z;
    memory[4 * at + 3] = value.w;
}

// Sum over the tile's positions of each of BLOCKS values, seen by every invocation with the same channels.
void reduce(inout vec4 values[BLOCKS], uint position, uint channel) {
    barrier();
    [[unroll]] for (uint b = 0; b < BLOCKS; b++) {
        keep((b * LANES * 4 + channel) * POSITIONS + position, values[b]);
    }
    for (uint half_ = POSITIONS / 2; half_ > 0; half_ /= 2) {
        barrier();
        if (position < half_) {
            [[unroll]] for (uint b = 0; b < BLOCKS; b++) {
                uint at = (b * LANES * 4 + channel) * POSITIONS + position;
                keep(at, memoryAt(at) + memoryAt(at + half_));
            }
        }
    }
    barrier();
    [[unroll]] for (uint b = 0; b < BLOCKS; b++) {
        values[b] = memoryAt((b * LANES * 4 + channel) * POSITIONS);
    }
}

void main() {
    uint local = gl_LocalInvocationIndex;
    uint row = gl_SubgroupID % ROWS * PIXELS;
    uint lane = gl_SubgroupID / ROWS;
    uint firstGroup = (gl_WorkGroupID.z * LANES + lane) * DEPTH;
    uvec2 tile = gl_WorkGroupID.xy * uvec2(COLUMNS, TILE_HEIGHT);
    ivec2 corner = ivec2(tile * STRIDE) - int(BORDER);
    bool sums = HAS(KEEPS_SUM) && gl_WorkGroupID.z == 0;

    SUMS accumulated[PIXELS * BLOCKS];
    EACH for (uint i = 0; i < PIXELS * BLOCKS; i++) {
        CLEAR(accumulated[i]);
    }

    for (uint chunk = 0; chunk < INPUT_GROUPS; chunk += CHUNK) {
        barrier();
        for (uint i = local; i < CHUNK * PATCH; i += gl_WorkGroupSize.x) {
            uint group = i % CHUNK;
            uint at = i / CHUNK;
            ivec2 offset = ivec2(at % PATCH_WIDTH, at / PATCH_WIDTH);
            ivec2 seen = corner + offset;
            ivec2 place = ivec2(mirrored(seen.x, int(inputSize.x)), mirrored(seen.y, int(inputSize.y)));
            vec4 value = held(inputAt(place, chunk + group));
            uint first = at * PITCH + group * 4;
            patch_[first] = float16_t(value.x);
            patch_[first + 1] = float16_t(value.y);
            patch_[first + 2] = float16_t(value.z);
            patch_[first + 3] = float16_t(value.w);
            // Left of and above the tile the difference is negative: a large unsigned number.
            if (sums && place == seen && all(lessThan(uvec2(offset - int(BORDER)), uvec2(COLUMNS, TILE_HEIGHT)))) {
                sumMap[(place.y * inputSize.x + place.x) * INPUT_GROUPS + chunk + group] = packed(value);
            }
        }
        barrier();

        for (uint tap = 0; tap < SIDE * SIDE; tap++) {
            uint down = tap / SIDE, across = tap % SIDE;
            for (uint group = 0; group < CHUNK; group += 4) {
                uint weight = 4 * (weightOffset + (tap * INPUT_GROUPS + chunk + group) * 4 * OUTPUT_GROUPS + firstGroup);
                RIGHT right[BLOCKS];
                EACH for (uint b = 0; b < BLOCKS; b++) {
                    LOAD(right[b], matrixWeights, weight + 16 * b, 4 * OUTPUT_GROUPS);
                }
                EACH for (uint p = 0; p < PIXELS; p++) {
                    LEFT left;
                    LOAD(left, patch_, (((row + p) * STRIDE + down) * PATCH_WIDTH + across) * PITCH + 4 * group, STRIDE * PITCH);
                    EACH for (uint b = 0; b < BLOCKS; b++) {
                        MULTIPLY_ADD(left, right[b], accumulated[p * BLOCKS + b]);
                    }
                }
            }
        }
    }

    // Through shared memory, since nobody knows which invocation holds which element.
    uint quarter = gl_SubgroupInvocationID % 4; // of a block's channels
    uint pixel = gl_SubgroupInvocationID / 4;
    uint staging = gl_SubgroupID * 256;
    vec4 values[PIXELS * BLOCKS * SHARE];
    vec4 sum[BLOCKS];
    EACH for (uint b = 0; b < BLOCKS; b++) {
        sum[b] = vec4(0);
    }
    EACH for (uint p = 0; p < PIXELS; p++) {
        uint y = tile.y + row + p;
        EACH for (uint b = 0; b < BLOCKS; b++) {
            barrier();
            STORE(accumulated[p * BLOCKS + b], memory, staging, 16);
            barrier();
            EACH for (uint i = 0; i < SHARE; i++) {
                uint column = pixel + i * STEP;
                uint x = tile.x + column;
                // What is stored is what will be normalized.
                vec4 value = rounded(memoryAt(staging / 4 + column * 4 + quarter));
                values[(p * BLOCKS + b) * SHARE + i] = value;
                if (x < outputSize.x && y < outputSize.y) {
                    outputMap[(y * outputSize.x + x) * OUTPUT_GROUPS + firstGroup + 4 * b + quarter] = packed(value);
                    sum[b] += value;
                }
            }
        }
    }

    if (!HAS(MEASURES)) {
        return;
    }

    uvec2 inside = min(uvec2(COLUMNS, TILE_HEIGHT), outputSize - tile);
    float count = float(inside.x * inside.y);
    uint position = gl_SubgroupID % ROWS * STEP + pixel;
    uint channel = lane * 4 + quarter;
    reduce(sum, position, channel);
    vec4 mean[BLOCKS];
    vec4 squares[BLOCKS];
    EACH for (uint b = 0; b < BLOCKS; b++) {
        mean[b] = sum[b] / count;
        squares[b] = vec4(0);
    }
    EACH for (uint p = 0; p < PIXELS; p++) {
        uint y = tile.y + row + p;
        EACH for (uint i = 0; i < SHARE; i++) {
            uint x = tile.x + pixel + i * STEP;
            if (x < outputSize.x && y < outputSize.y) {
                EACH for (uint b = 0; b < BLOCKS; b++) {
                    vec4 difference = values[(p * BLOCKS + b) * SHARE + i] - mean[b];
                    squares[b] = fma(difference, difference, squares[b]);
                }
            }
        }
    }
    reduce(squares, position, channel);
    if (position == 0) {
        uint tileNumber = gl_WorkGroupID.y * tiles.x + gl_WorkGroupID.x;
        EACH for (uint b = 0; b < BLOCKS; b++) {
            uint at = (tileNumber * OUTPUT_GROUPS + firstGroup + 4 * b + quarter) * 2;
            partials[at] = mean[b];
            partials[at + 1] = squares[b];
        }
    }
}
