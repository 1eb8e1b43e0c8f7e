package dev.reprise.net;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The task of a net: to predict a class, or to predict numbers. */
public enum Task {
    @JsonProperty("classification")
    CLASSIFICATION,
    @JsonProperty("regression")
    REGRESSION
}
