// What a convolution sees: the frame, a map, or the sum of two maps, each normalized, rectified and upsampled as the flags say.
const uint FIRST_NORMALIZED = 1, FIRST_RECTIFIED = 2, FIRST_UPSAMPLED = 4;
const uint SECOND_NORMALIZED = 8, SECOND_RECTIFIED = 16, SECOND_UPSAMPLED = 32;
const uint KEEPS_SUM = 64; // the sum is needed again, and written once by who loads it
const uint MEASURES = 128; // a normalization of the output follows
#define HAS(flag) ((FLAGS & flag) != 0)

vec4 firstAt(ivec2 place, uint group) {
    vec4 value = unpacked(firstTerm[(place.y * firstSize.x + place.x) * INPUT_GROUPS + group]);
    value = HAS(FIRST_NORMALIZED) ? normalized(value, firstNormalization, group, INPUT_GROUPS) : value;
    return HAS(FIRST_RECTIFIED) ? max(value, 0.0) : value;
}

vec4 secondAt(ivec2 place, uint group) {
    vec4 value = unpacked(secondTerm[(place.y * secondSize.x + place.x) * INPUT_GROUPS + group]);
    value = HAS(SECOND_NORMALIZED) ? normalized(value, secondNormalization, group, INPUT_GROUPS) : value;
    return HAS(SECOND_RECTIFIED) ? max(value, 0.0) : value;
}

// Half-pixel centers, as ONNX's Resize with half_pixel: exact for odd sizes too.
void spread(ivec2 place, uvec2 size, out ivec2 low, out ivec2 high, out vec2 share) {
    vec2 at = (vec2(place) + 0.5) * (vec2(size) / vec2(inputSize)) - 0.5;
    at = clamp(at, vec2(0), vec2(size) - 1.0);
    low = ivec2(at);
    high = min(low + 1, ivec2(size) - 1);
    share = at - vec2(low);
}

// Exact between equal values, which mix is not: a flat map stays flat, and the normalization that follows has no noise to blow up.
vec4 between(vec4 low, vec4 high, float share) {
    return fma(high - low, vec4(share), low);
}

vec4 first(ivec2 place, uint group) {
    if (!HAS(FIRST_UPSAMPLED)) {
        return firstAt(place, group);
    }
    ivec2 low, high;
    vec2 share;
    spread(place, firstSize, low, high, share);
    return between(
        between(firstAt(low, group), firstAt(ivec2(high.x, low.y), group), share.x),
        between(firstAt(ivec2(low.x, high.y), group), firstAt(high, group), share.x), share.y);
}

vec4 second(ivec2 place, uint group) {
    if (!HAS(SECOND_UPSAMPLED)) {
        return secondAt(place, group);
    }
    ivec2 low, high;
    vec2 share;
    spread(place, secondSize, low, high, share);
    return between(
        between(secondAt(low, group), secondAt(ivec2(high.x, low.y), group), share.x),
        between(secondAt(ivec2(low.x, high.y), group), secondAt(high, group), share.x), share.y);
}

// Pixels beyond the frame's own size are mirrored: the extension up to the network's multiple.
vec3 pixelAt(ivec2 place) {
    ivec2 size = ivec2(frameSize);
    vec3 color = sane(texelFetch(source, ivec2(mirrored(place.x, size.x), mirrored(place.y, size.y)), 0).rgb);
    return LINEAR_SOURCE ? encoded(color) : color;
}

vec4 frameAt(ivec2 place, uint group) {
    if (BLOCK == 1) {
        return vec4(pixelAt(place), 0);
    }
    // Group c holds color c of the block's four pixels, row by row.
    ivec2 pixel = place * 2;
    return vec4(pixelAt(pixel)[group], pixelAt(pixel + ivec2(1, 0))[group], pixelAt(pixel + ivec2(0, 1))[group], pixelAt(pixel + ivec2(1, 1))[group]);
}

vec4 inputAt(ivec2 place, uint group) {
    if (TERMS == 0) {
        return frameAt(place, group);
    }
    vec4 value = first(place, group);
    return TERMS == 2 ? value + second(place, group) : value;
}
