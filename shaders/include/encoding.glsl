// sRGB's transfer function (IEC 61966-2-1). The network sees and paints encoded values.
// One pixel that is not a number, as engines make now and then, would spread over the whole frame by its statistics.
vec3 sane(vec3 color) {
    return mix(clamp(color, 0.0, 1.0), vec3(0), isnan(color));
}

vec3 encoded(vec3 linear) {
    linear = clamp(linear, 0.0, 1.0);
    return mix(linear * 12.92, 1.055 * pow(linear, vec3(1.0 / 2.4)) - 0.055, greaterThan(linear, vec3(0.0031308)));
}

vec3 decoded(vec3 color) {
    return mix(color / 12.92, pow((color + 0.055) / 1.055, vec3(2.4)), greaterThan(color, vec3(0.04045)));
}
