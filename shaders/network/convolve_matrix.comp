// The convolution of convolve.comp on matrix units: float16 factors, float32 sums. For layers whose channels are multiples of 16.
//
// A workgroup makes a tile of 16 × (SUBGROUPS · ROWS) outputs in COLUMNS · 16 channels. The tile's input lies in shared memory as
// [row][column][channel], so that 16 outputs side by side times 16 input channels are a matrix whose rows are STRIDE columns apart; the
// kernel's values for 16 input and 16 output channels are another, straight from memory. Each subgroup holds ROWS × COLUMNS sums.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_samplerless_texture_functions : require
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_shader_subgroup_shuffle : require
#extension GL_KHR_cooperative_matrix : require

layout(local_size_x_id = 0) in;
layout(constant_id = 1) const uint SIDE = 3;
layout(constant_id = 2) const uint STRIDE = 1;
layout(constant_id = 3) const uint BORDER = 1;
layout(constant_id = 4) const uint INPUT_GROUPS = 8;
layout(constant_id = 5) const uint OUTPUT_GROUPS = 8;
layout(constant_id = 6) const uint SUBGROUPS = 4;
layout(constant_id = 7) const uint ROWS = 4;
layout(constant_id = 8) const uint COLUMNS = 2;
layout(constant_id = 9) const uint CHUNK = 16; // input channels at a time, a multiple of 16
layout(constant_id = 10) const uint LANES = 32; // invocations of a subgroup, a multiple of 4
layout(constant_id = 11) const uint TERMS = 1;
layout(constant_id = 12) const uint FLAGS = 0;
const uint BLOCK = 1;
const bool LINEAR_SOURCE = false;

#include "maps.glsl"
#include "encoding.glsl"
#include "inputs.glsl"

layout(set = 0, binding = 2) readonly buffer HalfWeights { float16_t halfWeights[]; };

const uint TILE_WIDTH = 16;
const uint TILE_HEIGHT = SUBGROUPS * ROWS;
const uint PATCH_WIDTH = (TILE_WIDTH - 1) * STRIDE + SIDE;
const uint PATCH_HEIGHT = (TILE_HEIGHT - 1) * STRIDE + SIDE;
const uint PATCH = PATCH_WIDTH * PATCH_HEIGHT;
const uint PITCH = CHUNK + 8; // rows of a matrix begin in different banks, and at multiples of 16 bytes
const uint ITEMS = 64;        // groups of four channels in a matrix of sums

shared float16_t patchMemory[PATCH * PITCH];
shared float sumMemory[SUBGROUPS * 256];
shared vec4 tileMeans[SUBGROUPS * COLUMNS * 4];
shared vec4 tileSquares[SUBGROUPS * COLUMNS * 4];
shared float tileCounts[SUBGROUPS * COLUMNS * 4];

void merge(inout float count, inout vec4 mean, inout vec4 squares, float otherCount, vec4 otherMean, vec4 otherSquares) {
    if (otherCount > 0) {
        float total = count + otherCount;
        vec4 difference = otherMean - mean;
        mean += difference * (otherCount / total);
        squares += otherSquares + difference * difference * (count * otherCount / total);
        count = total;
    }
}

void main() {
    uint local = gl_LocalInvocationIndex;
    uint subgroup = gl_SubgroupID;
    uint lane = gl_SubgroupInvocationID;
    uint firstGroup = gl_WorkGroupID.z * COLUMNS * 4;
    uvec2 tile = gl_WorkGroupID.xy * uvec2(TILE_WIDTH, TILE_HEIGHT);
    ivec2 corner = ivec2(tile * STRIDE) - int(BORDER);
    bool sums = HAS(KEEPS_SUM) && gl_WorkGroupID.z == 0;

    coopmat<float, gl_ScopeSubgroup, 16, 16, gl_MatrixUseAccumulator> accumulated[ROWS * COLUMNS];
    [[unroll]] for (uint i = 0; i < ROWS * COLUMNS; i++) {
        accumulated[i] = coopmat<float, gl_ScopeSubgroup, 16, 16, gl_MatrixUseAccumulator>(0.0);
    }

    for (uint chunk = 0; chunk < INPUT_GROUPS * 4; chunk += CHUNK) {
        barrier();
        for (uint i = local; i < PATCH * (CHUNK / 4); i += gl_WorkGroupSize.x) {
            uint group = i % (CHUNK / 4);
            uint at = i / (CHUNK / 4);
            ivec2 offset = ivec2(at % PATCH_WIDTH, at / PATCH_WIDTH);
            ivec2 seen = corner + offset;
            ivec2 place = ivec2(mirrored(seen.x, int(inputSize.x)), mirrored(seen.y, int(inputSize.y)));
            vec4 value = inputAt(place, chunk / 4 + group);
            uint start = at * PITCH + group * 4;
            [[unroll]] for (uint c = 0; c < 4; c++) {
                patchMemory[start + c] = float16_t(value[c]);
            }
            if (sums && place == seen && all(greaterThanEqual(offset, ivec2(BORDER)))
                && all(lessThan(offset, ivec2(BORDER) + ivec2(TILE_WIDTH, TILE_HEIGHT)))) {
                sumMap[(place.y * inputSize.x + place.x) * INPUT_GROUPS + chunk / 4 + group] = packed(value);
            }
        }
        barrier();

        for (uint tap = 0; tap < SIDE * SIDE; tap++) {
            uint down = tap / SIDE, across = tap % SIDE;
            for (uint channel = 0; channel < CHUNK; channel += 16) {
                coopmat<float16_t, gl_ScopeSubgroup, 16, 16, gl_MatrixUseA> inputs[ROWS];
                [[unroll]] for (uint r = 0; r < ROWS; r++) {
                    uint row = (subgroup * ROWS + r) * STRIDE + down;
                    coopMatLoad(inputs[r], patchMemory, (row * PATCH_WIDTH + across) * PITCH + channel, STRIDE * PITCH, gl_CooperativeMatrixLayoutRowMajor);
                }
                [[unroll]] for (uint c = 0; c < COLUMNS; c++) {
                    coopmat<float16_t, gl_ScopeSubgroup, 16, 16, gl_MatrixUseB> kernel;
                    uint start = 4 * weightOffset + (tap * INPUT_GROUPS * 4 + chunk + channel) * OUTPUT_GROUPS * 4 + firstGroup * 4 + c * 16;
                    coopMatLoad(kernel, halfWeights, start, OUTPUT_GROUPS * 4, gl_CooperativeMatrixLayoutRowMajor);
                    [[unroll]] for (uint r = 0; r < ROWS; r++) {
                        accumulated[r * COLUMNS + c] = coopMatMulAdd(inputs[r], kernel, accumulated[r * COLUMNS + c]);
                    }
                }
            }
        }
    }

    // A lane sees the same group of four channels of every matrix in its column; what it sees is merged as it comes.
    [[unroll]] for (uint c = 0; c < COLUMNS; c++) {
        float count = 0;
        vec4 mean = vec4(0), squares = vec4(0);
        [[unroll]] for (uint r = 0; r < ROWS; r++) {
            subgroupBarrier();
            coopMatStore(accumulated[r * COLUMNS + c], sumMemory, subgroup * 256, 16, gl_CooperativeMatrixLayoutRowMajor);
            subgroupMemoryBarrierShared();
            subgroupBarrier();
            uint y = tile.y + subgroup * ROWS + r;
            for (uint item = lane; item < ITEMS; item += LANES) {
                uint x = tile.x + item / 4, group = item % 4;
                if (x < outputSize.x && y < outputSize.y) {
                    uint from = subgroup * 256 + item * 4;
                    uvec2 stored = packed(vec4(sumMemory[from], sumMemory[from + 1], sumMemory[from + 2], sumMemory[from + 3]));
                    outputMap[(y * outputSize.x + x) * OUTPUT_GROUPS + firstGroup + c * 4 + group] = stored;
                    vec4 value = unpacked(stored);
                    count += 1;
                    vec4 difference = value - mean;
                    mean += difference / count;
                    squares = fma(difference, value - mean, squares);
                }
            }
        }
        for (uint distance = LANES / 2; distance >= 4; distance /= 2) {
            float otherCount = subgroupShuffleXor(count, distance);
            vec4 otherMean = subgroupShuffleXor(mean, distance);
            vec4 otherSquares = subgroupShuffleXor(squares, distance);
            merge(count, mean, squares, otherCount, otherMean, otherSquares);
        }
        if (lane < 4) {
            uint at = (subgroup * COLUMNS + c) * 4 + lane;
            tileCounts[at] = count;
            tileMeans[at] = mean;
            tileSquares[at] = squares;
        }
    }

    if (!HAS(MEASURES)) {
        return;
    }

    barrier();
    if (local < COLUMNS * 4) {
        float count = 0;
        vec4 mean = vec4(0), squares = vec4(0);
        for (uint s = 0; s < SUBGROUPS; s++) {
            uint at = s * COLUMNS * 4 + local;
            merge(count, mean, squares, tileCounts[at], tileMeans[at], tileSquares[at]);
        }
        uint at = ((gl_WorkGroupID.y * tiles.x + gl_WorkGroupID.x) * OUTPUT_GROUPS + firstGroup + local) * 2;
        partials[at] = mean;
        partials[at + 1] = squares;
    }
}
