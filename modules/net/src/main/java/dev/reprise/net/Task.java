package dev.reprise.net;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a net is for: to name a class, or to predict numbers. */
public enum Task {
    @JsonProperty("classification")
    CLASSIFICATION,
    @JsonProperty("regression")
    REGRESSION
}
