// What the window shows: the original and the stylized picture side by side in one frame, and a panel of text over them.
// Every color is sRGB-encoded.
#version 460
#extension GL_EXT_samplerless_texture_functions : require

layout(local_size_x = 8, local_size_y = 8) in;

layout(set = 0, binding = 0) uniform texture2D original;
layout(set = 0, binding = 1) uniform texture2D stylized;
layout(set = 0, binding = 2) uniform writeonly image2D canvas;
// Coverage of the characters 32 to 126, one cell after another, rows from the top: four bytes a word, the first lowest.
layout(set = 0, binding = 3, std430) readonly buffer Atlas { uint atlas[]; };
// Character codes, rows from the top: four a word, the first lowest. The highest bit of a code draws it as an alert.
layout(set = 0, binding = 4, std430) readonly buffer Text { uint text[]; };

layout(push_constant) uniform Composition {
    ivec2 canvasSize;
    ivec2 pictureOrigin;
    ivec2 pictureSize;
    int splitLeft;   // Columns from here on are the split's line,
    int splitRight;  // and from here on the stylized picture.
    ivec2 panelOrigin;
    ivec2 panelSize; // With its padding; 0 where there is no panel.
    int panelPadding;
    int textColumns; // Of a row of the buffer.
    ivec2 cellSize;
};

const int MOST_TAPS = 4;
const vec3 LINE = vec3(1.0);
const vec3 INK = vec3(1.0);
const vec3 ALERT_INK = vec3(1.0, 0.4, 0.35);
const int ALERT = 0x80;
const float PANEL_OPACITY = 0.6;

vec3 bilinear(texture2D picture, vec2 at, ivec2 size) {
    ivec2 first = ivec2(floor(at));
    vec2 share = at - vec2(first);
    ivec2 a = clamp(first, ivec2(0), size - 1), b = clamp(first + 1, ivec2(0), size - 1);
    vec3 top = mix(texelFetch(picture, a, 0).rgb, texelFetch(picture, ivec2(b.x, a.y), 0).rgb, share.x);
    vec3 bottom = mix(texelFetch(picture, ivec2(a.x, b.y), 0).rgb, texelFetch(picture, b, 0).rgb, share.x);
    return mix(top, bottom, share.y);
}

// A picture's color under one pixel of its place on the canvas: when it shrinks, the mean of several points.
vec3 scaled(texture2D picture, ivec2 place) {
    ivec2 size = textureSize(picture, 0);
    vec2 ratio = vec2(size) / vec2(pictureSize);
    ivec2 taps = clamp(ivec2(ceil(ratio)), ivec2(1), ivec2(MOST_TAPS));
    vec3 sum = vec3(0);
    for (int y = 0; y < taps.y; y++) {
        for (int x = 0; x < taps.x; x++) {
            vec2 inside = (vec2(x, y) + 0.5) / vec2(taps);
            sum += bilinear(picture, (vec2(place) + inside) * ratio - 0.5, size);
        }
    }
    return sum / float(taps.x * taps.y);
}

uint byteOf(uint word, int at) {
    return bitfieldExtract(word, (at & 3) * 8, 8);
}

// The color of the text at a place of the panel's inside, and how far it covers what is under it.
vec4 written(ivec2 place) {
    if (any(lessThan(place, ivec2(0))) || any(greaterThanEqual(place, panelSize - 2 * panelPadding))) {
        return vec4(0.0);
    }
    ivec2 cell = place / cellSize, inside = place % cellSize;
    int at = cell.y * textColumns + cell.x;
    int marked = int(byteOf(text[at >> 2], at)), code = marked & ~ALERT;
    if (code <= 32 || code > 126) {
        return vec4(0.0);
    }
    at = ((code - 32) * cellSize.y + inside.y) * cellSize.x + inside.x;
    return vec4((marked & ALERT) != 0 ? ALERT_INK : INK, float(byteOf(atlas[at >> 2], at)) / 255.0);
}

void main() {
    ivec2 place = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(place, canvasSize))) {
        return;
    }
    vec3 color = vec3(0);
    ivec2 inside = place - pictureOrigin;
    if (all(greaterThanEqual(inside, ivec2(0))) && all(lessThan(inside, pictureSize))) {
        if (place.x < splitLeft) {
            color = scaled(original, inside);
        } else if (place.x < splitRight) {
            color = LINE;
        } else {
            color = scaled(stylized, inside);
        }
    }
    inside = place - panelOrigin;
    if (all(greaterThanEqual(inside, ivec2(0))) && all(lessThan(inside, panelSize))) {
        vec4 ink = written(inside - panelPadding);
        color = mix(color * (1.0 - PANEL_OPACITY), ink.rgb, ink.a);
    }
    imageStore(canvas, place, vec4(color, 1));
}
