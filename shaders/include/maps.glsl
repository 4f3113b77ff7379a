// Feature maps in storage buffers: [pixel][channel], channels in groups of four (padded with zeros), as float32 or packed float16.
#ifdef HALF_STORAGE
#define STORED uvec2
vec4 unpacked(uvec2 stored) { return vec4(unpackHalf2x16(stored.x), unpackHalf2x16(stored.y)); }
// Beyond what float16 holds a blend far outside of the styles saturates: infinity would become NaN in every pixel.
vec4 held(vec4 value) { return clamp(value, -65504.0, 65504.0); }
uvec2 packed(vec4 value) { value = held(value); return uvec2(packHalf2x16(value.xy), packHalf2x16(value.zw)); }

// To what float16 holds, by its bits: compilers take packing and unpacking for no change at all (Mesa's does), and the mean of a
// flat map would miss the map by what was rounded, which normalization makes 300 times as large.
vec4 rounded(vec4 value) {
    uvec4 bits = floatBitsToUint(held(value));
    return uintBitsToFloat((bits + 0xFFFu + (bits >> 13 & 1u)) & ~0x1FFFu);
}
#else
#define STORED vec4
vec4 unpacked(vec4 stored) { return stored; }
vec4 packed(vec4 value) { return value; }
vec4 rounded(vec4 value) { return value; }
#endif

layout(set = 0, binding = 0) readonly buffer FirstTerm { STORED firstTerm[]; };
layout(set = 0, binding = 1) readonly buffer SecondTerm { STORED secondTerm[]; };
layout(set = 0, binding = 2) readonly buffer Weights { STORED weights[]; };

// Of each layer, from its offset on: the mean of each channel, its scale, its shift; in groups of four.
layout(set = 0, binding = 3) buffer Normalizations { vec4 normalizations[]; };
layout(set = 0, binding = 4) writeonly buffer Output { STORED outputMap[]; };

// Of each tile and group of channels: mean, and sum of squared differences from it.
layout(set = 0, binding = 5) buffer Partials { vec4 partials[]; };
layout(set = 0, binding = 6) writeonly buffer Sum { STORED sumMap[]; };
layout(set = 0, binding = 7) readonly buffer Embedding { float embedding[]; };

layout(set = 1, binding = 0) uniform texture2D source;
layout(set = 1, binding = 1) uniform writeonly image2D target;

layout(push_constant) uniform Constants {
    uvec2 inputSize;      // of what a convolution sees, borders aside; of what another kernel reads
    uvec2 outputSize;
    uvec2 firstSize;      // of the maps that the input is made of
    uvec2 secondSize;
    uvec2 frameSize;
    uvec2 tiles;          // across, down
    uint firstNormalization;
    uint secondNormalization;
    uint weightOffset;    // in groups of four
    uint embeddingOffset; // in floats
    uint channels;        // of a normalization
    uint passThrough;     // place in the embedding; 0xFFFFFFFF: there is none
};

// Instance normalization as it is applied while loading: (value - mean) * scale + shift. The mean is taken off first, so that flat
// maps, whose scale is large, lose no digits.
vec4 normalized(vec4 value, uint offset, uint group, uint groups) {
    return fma(value - normalizations[offset + group], normalizations[offset + groups + group], normalizations[offset + 2 * groups + group]);
}

int mirrored(int i, int extent) {
    i = abs(i);
    i = i < extent ? i : 2 * extent - 2 - i;
    return clamp(i, 0, extent - 1);
}
