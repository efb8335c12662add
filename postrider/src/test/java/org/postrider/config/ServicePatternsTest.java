package org.postrider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePatternsTest {
    @ParameterizedTest @CsvSource(delimiter = ';', value = {
        "''; smtp/inet; false",
        "inet; smtp/inet; true",
        "inet; smtp/unix; false",
        "smtp/inet; smtp/inet; true",
        "smtp/inet; submission/inet; false",
        "!submission/inet, inet; submission/inet; false",
        "!submission/inet, inet; smtp/inet; true",
        "inet !submission/inet; submission/inet; true"})
    void theFirstPatternThatFitsDecides(String list, String service, boolean expected) {
        assertEquals(expected, ServicePatterns.of(list).test(service));
    }
}
