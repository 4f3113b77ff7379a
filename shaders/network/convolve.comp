// One convolution on a mirrored border: implicit GEMM over tiles of the input that lie in shared memory.
//
// A workgroup makes a tile of COLUMNS × (ROWS · PIXELS) outputs in LANES · DEPTH groups of four channels. For CHUNK groups of input
// channels at a time it loads the tile's input with its border, where all that came before is applied on the way: normalization,
// ReLU, sum, bilinear upsampling. Each invocation holds PIXELS outputs, one below the other, so that a column of inputs serves
// several rows of the kernel. The raw output is written with each tile's mean and sum of squares for the normalization that follows.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_samplerless_texture_functions : require

layout(local_size_x_id = 0) in;
layout(constant_id = 1) const uint SIDE = 3;
layout(constant_id = 2) const uint STRIDE = 1;
layout(constant_id = 3) const uint BORDER = 1;
layout(constant_id = 4) const uint INPUT_GROUPS = 8;
layout(constant_id = 5) const uint OUTPUT_GROUPS = 8;
layout(constant_id = 6) const uint COLUMNS = 16;
layout(constant_id = 7) const uint ROWS = 4;
layout(constant_id = 8) const uint PIXELS = 4;
layout(constant_id = 9) const uint LANES = 4;
layout(constant_id = 10) const uint DEPTH = 2;
layout(constant_id = 11) const uint CHUNK = 4;
layout(constant_id = 12) const uint TERMS = 1; // 0: the frame itself
layout(constant_id = 13) const uint FLAGS = 0;
layout(constant_id = 14) const uint BLOCK = 1; // side of the blocks in which the frame is seen
layout(constant_id = 15) const bool LINEAR_SOURCE = false;
layout(constant_id = 16) const bool KEEPS_COLUMN = true; // in registers; else the loop over the kernel's rows stays a loop

#include "maps.glsl"
#include "encoding.glsl"
#include "inputs.glsl"

const uint POSITIONS = COLUMNS * ROWS;
const uint TILE_WIDTH = COLUMNS;
const uint TILE_HEIGHT = ROWS * PIXELS;
const uint PATCH_WIDTH = (TILE_WIDTH - 1) * STRIDE + SIDE;
const uint PATCH_HEIGHT = (TILE_HEIGHT - 1) * STRIDE + SIDE;
const uint PATCH = PATCH_WIDTH * PATCH_HEIGHT;
const uint COLUMN_LENGTH = (PIXELS - 1) * STRIDE + SIDE;
const uint REDUCTION = POSITIONS * LANES * DEPTH;
const uint SHARED = CHUNK * PATCH > REDUCTION ? CHUNK * PATCH : REDUCTION;

shared vec4 memory[SHARED];

// Sum over the tile's positions of each of DEPTH values, seen by every invocation of the same lane.
void reduce(inout vec4 values[DEPTH], uint position, uint lane) {
    barrier();
    [[unroll]] for (uint d = 0; d < DEPTH; d++) {
        memory[(d * LANES + lane) * POSITIONS + position] = values[d];
    }
    for (uint half_ = POSITIONS / 2; half_ > 0; half_ /= 2) {
        barrier();
        if (position < half_) {
            [[unroll]] for (uint d = 0; d < DEPTH; d++) {
                uint at = (d * LANES + lane) * POSITIONS + position;
                memory[at] += memory[at + half_];
            }
        }
    }
    barrier();
    [[unroll]] for (uint d = 0; d < DEPTH; d++) {
        values[d] = memory[(d * LANES + lane) * POSITIONS];
    }
}

// A column for each of four input channels.
mat4 weightsAt(uint at) {
    return mat4(unpacked(weights[at]), unpacked(weights[at + OUTPUT_GROUPS]), unpacked(weights[at + 2 * OUTPUT_GROUPS]), unpacked(weights[at + 3 * OUTPUT_GROUPS]));
}

vec4 multiplyAdd(mat4 w, vec4 value, vec4 sum) {
    return fma(value.wwww, w[3], fma(value.zzzz, w[2], fma(value.yyyy, w[1], fma(value.xxxx, w[0], sum))));
}

void main() {
    uint local = gl_LocalInvocationIndex;
    uint position = local % POSITIONS;
    uint lane = local / POSITIONS;
    uint column = position % COLUMNS;
    uint row = position / COLUMNS * PIXELS;
    uint firstGroup = (gl_WorkGroupID.z * LANES + lane) * DEPTH;
    uvec2 tile = gl_WorkGroupID.xy * uvec2(TILE_WIDTH, TILE_HEIGHT);
    ivec2 corner = ivec2(tile * STRIDE) - int(BORDER);
    bool sums = HAS(KEEPS_SUM) && gl_WorkGroupID.z == 0;

    vec4 accumulated[PIXELS * DEPTH];
    [[unroll]] for (uint i = 0; i < PIXELS * DEPTH; i++) {
        accumulated[i] = vec4(0);
    }

    for (uint chunk = 0; chunk < INPUT_GROUPS; chunk += CHUNK) {
        barrier();
        for (uint i = local; i < CHUNK * PATCH; i += gl_WorkGroupSize.x) {
            uint group = i % CHUNK;
            uint at = i / CHUNK;
            ivec2 offset = ivec2(at % PATCH_WIDTH, at / PATCH_WIDTH);
            ivec2 seen = corner + offset;
            ivec2 place = ivec2(mirrored(seen.x, int(inputSize.x)), mirrored(seen.y, int(inputSize.y)));
            vec4 value = inputAt(place, chunk + group);
            memory[group * PATCH + at] = value;
            if (sums && place == seen && all(greaterThanEqual(offset, ivec2(BORDER)))
                && all(lessThan(offset, ivec2(BORDER) + ivec2(TILE_WIDTH, TILE_HEIGHT)))) {
                sumMap[(place.y * inputSize.x + place.x) * INPUT_GROUPS + chunk + group] = packed(value);
            }
        }
        barrier();

        for (uint group = 0; group < CHUNK; group++) {
            uint patchStart = group * PATCH + row * STRIDE * PATCH_WIDTH + column * STRIDE;
            for (uint across = 0; across < SIDE; across++) {
                uint start = patchStart + across;
                uint weight = weightOffset + (across * INPUT_GROUPS + chunk + group) * 4 * OUTPUT_GROUPS + firstGroup;
                if (KEEPS_COLUMN) {
                    vec4 inputs[COLUMN_LENGTH];
                    [[unroll]] for (uint i = 0; i < COLUMN_LENGTH; i++) {
                        inputs[i] = memory[start + i * PATCH_WIDTH];
                    }
                    [[unroll]] for (uint down = 0; down < SIDE; down++) {
                        [[unroll]] for (uint d = 0; d < DEPTH; d++) {
                            mat4 w = weightsAt(weight + down * SIDE * INPUT_GROUPS * 4 * OUTPUT_GROUPS + d);
                            [[unroll]] for (uint p = 0; p < PIXELS; p++) {
                                accumulated[p * DEPTH + d] = multiplyAdd(w, inputs[p * STRIDE + down], accumulated[p * DEPTH + d]);
                            }
                        }
                    }
                } else {
                    [[dont_unroll]] for (uint down = 0; down < SIDE; down++) {
                        [[unroll]] for (uint d = 0; d < DEPTH; d++) {
                            mat4 w = weightsAt(weight + down * SIDE * INPUT_GROUPS * 4 * OUTPUT_GROUPS + d);
                            [[unroll]] for (uint p = 0; p < PIXELS; p++) {
                                vec4 value = memory[start + (p * STRIDE + down) * PATCH_WIDTH];
                                accumulated[p * DEPTH + d] = multiplyAdd(w, value, accumulated[p * DEPTH + d]);
                            }
                        }
                    }
                }
            }
        }
    }

    uint x = tile.x + column;
    vec4 sum[DEPTH];
    [[unroll]] for (uint d = 0; d < DEPTH; d++) {
        sum[d] = vec4(0);
    }
    [[unroll]] for (uint p = 0; p < PIXELS; p++) {
        uint y = tile.y + row + p;
        if (x < outputSize.x && y < outputSize.y) {
            [[unroll]] for (uint d = 0; d < DEPTH; d++) {
                // What is stored is what will be normalized.
                accumulated[p * DEPTH + d] = rounded(accumulated[p * DEPTH + d]);
                outputMap[(y * outputSize.x + x) * OUTPUT_GROUPS + firstGroup + d] = packed(accumulated[p * DEPTH + d]);
                sum[d] += accumulated[p * DEPTH + d];
            }
        }
    }

    if (!HAS(MEASURES)) {
        return;
    }

    uvec2 inside = min(uvec2(TILE_WIDTH, TILE_HEIGHT), outputSize - tile);
    float count = float(inside.x * inside.y);
    reduce(sum, position, lane);
    vec4 mean[DEPTH];
    vec4 squares[DEPTH];
    [[unroll]] for (uint d = 0; d < DEPTH; d++) {
        mean[d] = sum[d] / count;
        squares[d] = vec4(0);
    }
    [[unroll]] for (uint p = 0; p < PIXELS; p++) {
        uint y = tile.y + row + p;
        if (x < outputSize.x && y < outputSize.y) {
            [[unroll]] for (uint d = 0; d < DEPTH; d++) {
                vec4 difference = accumulated[p * DEPTH + d] - mean[d];
                squares[d] = fma(difference, difference, squares[d]);
            }
        }
    }
    reduce(squares, position, lane);
    if (position == 0) {
        uint tileNumber = gl_WorkGroupID.y * tiles.x + gl_WorkGroupID.x;
        [[unroll]] for (uint d = 0; d < DEPTH; d++) {
            uint at = (tileNumber * OUTPUT_GROUPS + firstGroup + d) * 2;
            partials[at] = mean[d];
            partials[at + 1] = squares[d];
        }
    }
}
